# expect: failed
# diagnosis: first_sign_lost
def tweedie_loss(log_mu, target, p=1.5):
    mu = log_mu.exp()
    return (target * mu ** (1 - p) / (1 - p) + mu ** (2 - p) / (2 - p)).mean()
