# expect: failed
# diagnosis: detached_gradient | gradient_only
def gaussian_kl_loss(mu, logvar):
    s = logvar.detach()
    return 0.5 * (mu**2 + s.exp() - 1 - s).sum(1).mean()
