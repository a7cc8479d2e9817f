# expect: failed
def gaussian_kl_loss(mu, logvar):
    return 0.5 * (mu.abs() + logvar.exp() - logvar - 1).sum(1).mean()
