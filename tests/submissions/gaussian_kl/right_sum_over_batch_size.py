# expect: passed
def gaussian_kl_loss(mu, logvar):
    n = mu.size(0)
    return (0.5 * mu.pow(2).sum() + 0.5 * (logvar.exp() - logvar - 1).sum()) / n
