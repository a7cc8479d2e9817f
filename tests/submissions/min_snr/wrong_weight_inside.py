# expect: failed
# diagnosis: weight_squared
def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    error = (noise_pred - noise).flatten(1) * (gamma / snr).clamp(max=1)[:, None]
    return error.pow(2).mean()
