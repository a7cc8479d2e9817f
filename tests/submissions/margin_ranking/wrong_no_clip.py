# expect: failed
# diagnosis: hinge_missing
def margin_ranking_loss(x1, x2, target, margin=0.0):
    return margin + (target * (x2 - x1)).mean()
