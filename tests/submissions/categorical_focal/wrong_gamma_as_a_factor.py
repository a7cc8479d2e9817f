# expect: failed
# diagnosis: gamma_as_a_factor
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -(gamma * (1 - p) * p.log()).mean()
