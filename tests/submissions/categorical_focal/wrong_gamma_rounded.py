# expect: failed
# diagnosis: parameter_rounded
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -((1 - p) ** round(gamma) * p.log()).mean()
