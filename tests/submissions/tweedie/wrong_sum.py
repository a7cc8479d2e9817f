# expect: failed
# diagnosis: sum_instead_of_mean | element_count
def tweedie_loss(log_mu, target, p=1.5):
    mu = log_mu.exp()
    return (target * mu ** (1 - p) / (p - 1) + mu ** (2 - p) / (2 - p)).sum()
