# expect: failed
# diagnosis: one_missing
def gaussian_kl_loss(mu, logvar):
    return 0.5 * (mu**2 + logvar.exp() - logvar).sum(1).mean()
