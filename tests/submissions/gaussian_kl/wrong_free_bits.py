# expect: failed
def gaussian_kl_loss(mu, logvar):
    kl = 0.5 * (mu**2 + logvar.exp() - 1 - logvar)
    return kl.clamp(min=0.1).sum(1).mean()
