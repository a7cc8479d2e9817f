# expect: failed
# diagnosis: huber_instead
def pseudo_huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    bowl = size.clamp(max=delta)
    return (bowl * (size - bowl / 2)).mean()
