# expect: failed
# diagnosis: summed_within_samples
def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    loss = (noise_pred - noise).pow(2).flatten(1).sum(1)
    return (loss * (gamma / snr).clamp(max=1)).mean()
