# expect: failed
# diagnosis: ratio_squared_again
def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    loss = (noise_pred - noise).pow(2).flatten(1).mean(1)
    return (loss * (gamma / snr**2).clamp(max=1)).mean()
