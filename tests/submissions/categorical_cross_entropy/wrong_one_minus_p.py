# expect: failed
def categorical_cross_entropy_loss(probs, target):
    return 1 - (probs * target).sum(dim=1).mean()
