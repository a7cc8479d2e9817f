# expect: failed
# diagnosis: wrong_shape
def poisson_nll_loss(log_rate, target):
    each = log_rate.exp() - target * log_rate
    return (each.mean()).reshape(1)
