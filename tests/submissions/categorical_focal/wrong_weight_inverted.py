# expect: failed
# diagnosis: weight_inverted
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -(p**gamma * p.log()).mean()
