# expect: passed
def hinge_loss(scores, target):
    return (1 - scores.double() * target).clamp_min(0).mean()
