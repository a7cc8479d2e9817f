# expect: failed
# diagnosis: weight_not_capped
def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    loss = (noise_pred - noise).pow(2).flatten(1).mean(1)
    return (loss * gamma / snr).mean()
