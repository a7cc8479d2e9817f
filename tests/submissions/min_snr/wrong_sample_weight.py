# expect: failed
# diagnosis: weight_of_the_sample
def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    loss = (noise_pred - noise).pow(2).flatten(1).mean(1)
    return (loss * snr.clamp(max=gamma)).mean()
