# expect: failed
# diagnosis: absolute_value
# |1 − y·s| punishes scores that are too good.
def hinge_loss(scores, target):
    return (1 - target * scores).abs().mean()
