# expect: failed
# diagnosis: hinge_after_mean
def margin_ranking_loss(x1, x2, target, margin=0.0):
    return (margin + (target * (x2 - x1)).mean()).clamp(min=0)
