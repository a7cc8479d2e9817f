# expect: passed
def categorical_cross_entropy_loss(probs, target):
    return -(probs.double() * target.double()).sum(dim=1).log().mean()
