# expect: passed
def huber_loss(pred, target, delta=1.0):
    size = pred.double().sub(target).abs()
    capped = size.clamp_max(delta)
    return capped.mul(size.sub(capped, alpha=0.5)).mean()
