# expect: passed
def poisson_nll_loss(log_rate, target):
    dtype = log_rate.dtype
    log_rate = log_rate.double()
    target = target.double()
    each = log_rate.exp() - target * log_rate
    return (each.mean()).to(dtype)
