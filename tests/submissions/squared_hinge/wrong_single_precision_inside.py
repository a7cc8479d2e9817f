# expect: failed
# diagnosis: wrong_dtype
def squared_hinge_loss(scores, target):
    scores = scores.float()
    target = target.float()
    gap = (1 - target * scores).clamp(min=0)
    each = gap**2
    return each.mean()
