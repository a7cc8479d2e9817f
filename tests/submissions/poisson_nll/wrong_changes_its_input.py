# expect: failed
# diagnosis: mutates_input
def poisson_nll_loss(log_rate, target):
    log_rate.data.add_(1)
    log_rate = log_rate - 1
    each = log_rate.exp() - target * log_rate
    return each.mean()
