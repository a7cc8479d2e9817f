# expect: failed
# diagnosis: deviance
def tweedie_loss(log_mu, target, p=1.5):
    mu = log_mu.exp()
    best = target ** (2 - p) / ((1 - p) * (2 - p))
    return (2 * (best + target * mu ** (1 - p) / (p - 1) + mu ** (2 - p) / (2 - p))).mean()
