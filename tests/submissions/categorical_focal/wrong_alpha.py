# expect: failed
# diagnosis: alpha_added | constant_factor
# Keras's default weight of 0.25 on every class.
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -0.25 * ((1 - p) ** gamma * p.log()).mean()
