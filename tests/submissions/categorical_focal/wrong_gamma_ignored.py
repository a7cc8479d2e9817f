# expect: failed
# diagnosis: gamma_ignored | parameter_ignored
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -((1 - p) ** 2 * p.log()).mean()
