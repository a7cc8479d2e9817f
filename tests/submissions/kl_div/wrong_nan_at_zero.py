# expect: failed
# diagnosis: zero_not_guarded
def kl_divergence_loss(log_q, p):
    return (p * (p.log() - log_q)).sum(-1).mean()
