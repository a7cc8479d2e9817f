# expect: failed
# diagnosis: weights_normalised
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    weight = (1 - p) ** gamma
    return -(weight * p.log()).sum() / weight.sum()
