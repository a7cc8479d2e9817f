# expect: failed
# diagnosis: not_squared | hinge_instead
def squared_hinge_loss(scores, target):
    return (1 - scores * target).clamp(min=0).mean()
