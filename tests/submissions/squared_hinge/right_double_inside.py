# expect: passed
def squared_hinge_loss(scores, target):
    dtype = scores.dtype
    scores = scores.double()
    target = target.double()
    gap = (1 - target * scores).clamp(min=0)
    each = gap**2
    return (each.mean()).to(dtype)
