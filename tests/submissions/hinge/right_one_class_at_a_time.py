# expect: passed
def hinge_loss(scores, target):
    ones, others = scores[target == 1], scores[target == -1]
    return ((1 - ones).clamp(min=0).sum() + (1 + others).clamp(min=0).sum()) / scores.numel()
