# expect: failed
# diagnosis: mutates_input
def hinge_loss(scores, target):
    target *= -1
    return (1 + target * scores).clamp(min=0).mean()
