# expect: passed
def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    if beta > 0:
        near = size.clamp(max=beta)
        size = near * near / (2 * beta) + (size - near)
    return size.mean()
