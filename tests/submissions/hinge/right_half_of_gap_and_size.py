# expect: passed
# max(0, g) = (g + |g|) / 2
def hinge_loss(scores, target):
    gap = 1 - target * scores
    return (gap + gap.abs()).mean() / 2
