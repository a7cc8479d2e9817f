# expect: failed
# diagnosis: input_clamped
def gaussian_kl_loss(mu, logvar):
    s = logvar.clamp(-20, 20)
    return 0.5 * (mu**2 + s.exp() - 1 - s).sum(1).mean()
