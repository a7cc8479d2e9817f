# expect: failed
# diagnosis: log_of_the_mean
def categorical_cross_entropy_loss(probs, target):
    return -(probs * target).sum(dim=1).mean().log()
