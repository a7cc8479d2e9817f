# expect: failed
# diagnosis: charbonnier_instead
def pseudo_huber_loss(pred, target, delta=1.0):
    return (delta**2 + (target - pred) ** 2).sqrt().mean()
