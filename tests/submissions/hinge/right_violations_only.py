# expect: passed
def hinge_loss(scores, target):
    gap = 1 - target * scores
    return gap[gap > 0].sum() / gap.numel()
