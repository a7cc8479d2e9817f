# expect: failed
# diagnosis: wrong_shape
def squared_hinge_loss(scores, target):
    gap = (1 - target * scores).clamp(min=0)
    each = gap**2
    return (each.mean()).reshape(1)
