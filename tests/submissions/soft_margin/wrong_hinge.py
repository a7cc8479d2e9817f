# expect: failed
# diagnosis: hinge_instead
def soft_margin_loss(scores, target):
    return (1 - target * scores).clamp(min=0).mean()
