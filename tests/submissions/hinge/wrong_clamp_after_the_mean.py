# expect: failed
# diagnosis: clamp_after_mean
def hinge_loss(scores, target):
    return (1 - target * scores).mean().clamp(min=0)
