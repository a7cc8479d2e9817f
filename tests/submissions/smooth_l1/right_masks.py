# expect: passed
def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    near = (size < beta).to(size.dtype)
    factor = 0.5 / beta if beta else 0.0
    return (near * size * size * factor + (1 - near) * (size - 0.5 * beta)).mean()
