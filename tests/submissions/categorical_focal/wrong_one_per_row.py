# expect: failed
# diagnosis: wrong_shape
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -((1 - p) ** gamma * p.log())
