# expect: failed
# diagnosis: divided_by_the_weights
def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    loss = (noise_pred - noise).pow(2).flatten(1).mean(1)
    weight = (gamma / snr).clamp(max=1)
    return weight @ loss / weight.sum()
