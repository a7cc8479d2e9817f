# expect: passed
def categorical_cross_entropy_loss(probs, target):
    return -probs[target.bool()].log().mean()
