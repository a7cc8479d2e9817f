# expect: passed
def squared_hinge_loss(scores, target):
    gap = 1 - target * scores
    return (0.25 * (gap + gap.abs()) ** 2).mean()
