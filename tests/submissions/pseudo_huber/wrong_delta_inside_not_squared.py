# expect: failed
# diagnosis: ratio_not_squared
def pseudo_huber_loss(pred, target, delta=1.0):
    return delta**2 * ((1 + (target - pred).square() / delta).sqrt() - 1).mean()
