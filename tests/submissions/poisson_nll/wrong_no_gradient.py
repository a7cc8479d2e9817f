# expect: failed
# diagnosis: detached_gradient
def poisson_nll_loss(log_rate, target):
    each = log_rate.exp() - target * log_rate
    return (each.mean()).detach()
