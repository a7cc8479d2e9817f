# expect: failed
# diagnosis: weight_inverted
def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    loss = (noise_pred - noise).pow(2).flatten(1).mean(1)
    return (loss * (snr / gamma).clamp(min=1)).mean()
