# expect: failed
# diagnosis: cross_entropy_only
def kl_divergence_loss(log_q, p):
    return (-p * log_q).sum(dim=1).mean()
