# expect: passed
def squared_hinge_loss(scores, target):
    gap = 1 - target * scores
    return gap[gap > 0].square().sum() / gap.numel()
