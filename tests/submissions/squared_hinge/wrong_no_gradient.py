# expect: failed
# diagnosis: detached_gradient
def squared_hinge_loss(scores, target):
    gap = (1 - target * scores).clamp(min=0)
    each = gap**2
    return (each.mean()).detach()
