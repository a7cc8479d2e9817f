# expect: failed
# diagnosis: no_clamp
def hinge_loss(scores, target):
    return (1 - target * scores).mean()
