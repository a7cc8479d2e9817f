# expect: failed
# diagnosis: wrong_default
def categorical_focal_loss(probs, target, gamma=1.0):
    p = (probs * target).sum(dim=1)
    return -((1 - p) ** gamma * p.log()).mean()
