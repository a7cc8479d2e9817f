# expect: failed
# diagnosis: logvar_taken_for_log_std
def gaussian_kl_loss(mu, logvar):
    std = logvar.exp()
    return 0.5 * (std**2 + mu**2 - 1 - 2 * logvar).sum(1).mean()
