# expect: failed
# diagnosis: squared_error_instead
def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    mse = 0.5 * ((recon_logits - target) ** 2).sum(1)
    return (mse + beta * 0.5 * (mu**2 + logvar.exp() - 1 - logvar).sum(1)).mean()
