# expect: failed
# diagnosis: no_log
def categorical_cross_entropy_loss(probs, target):
    return -(probs * target).sum(dim=1).mean()
