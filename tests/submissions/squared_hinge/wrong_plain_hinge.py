# expect: failed
# diagnosis: not_squared
def squared_hinge_loss(scores, target):
    return (1 - scores * target).clamp(min=0).mean()
