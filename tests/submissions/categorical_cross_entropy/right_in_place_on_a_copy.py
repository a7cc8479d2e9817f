# expect: passed
def categorical_cross_entropy_loss(probs, target):
    safe = probs.clone()
    safe[target == 0] = 1.0
    return -safe.log().sum() / safe.size(0)
