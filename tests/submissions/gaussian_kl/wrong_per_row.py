# expect: failed
# diagnosis: wrong_shape
def gaussian_kl_loss(mu, logvar):
    return 0.5 * (mu**2 + logvar.exp() - 1 - logvar).sum(1)
