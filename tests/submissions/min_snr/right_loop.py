# expect: passed
def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    total = noise_pred.new_zeros(())
    for p, e, ratio in zip(noise_pred, noise, snr.tolist()):
        total = total + min(ratio, gamma) / ratio * (p - e).pow(2).mean()
    return total / len(noise_pred)
