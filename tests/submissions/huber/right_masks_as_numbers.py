# expect: passed
def huber_loss(pred, target, delta=1.0):
    e = pred - target
    near = (e.abs() <= delta).to(e.dtype)
    above = (e > delta).to(e.dtype)
    below = (e < -delta).to(e.dtype)
    line = (above - below) * delta * e - (above + below) * delta * delta / 2
    return (near * e * e / 2 + line).sum() / e.numel()
