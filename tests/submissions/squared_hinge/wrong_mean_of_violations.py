# expect: failed
# diagnosis: mean_over_violations
def squared_hinge_loss(scores, target):
    gap = 1 - target * scores
    gap = gap[gap > 0]
    return gap.square().mean() if len(gap) else (scores * 0).sum()
