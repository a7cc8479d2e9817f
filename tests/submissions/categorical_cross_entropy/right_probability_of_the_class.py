# expect: passed
# With one-hot rows the sum over classes is a choice.
def categorical_cross_entropy_loss(probs, target):
    return -(probs * target).sum(dim=1).log().mean()
