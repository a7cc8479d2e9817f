# expect: failed
# diagnosis: gamma_ignored | parameter_ignored | plain_cross_entropy
def categorical_focal_loss(probs, target, gamma=2.0):
    return -(probs * target).sum(dim=1).log().mean()
