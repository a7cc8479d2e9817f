"""Categorical cross-entropy: minus the log of the probability that each row gives to its true class."""


def categorical_cross_entropy_loss(probs, target):
    # One-hot: multiplying by the target and summing picks the true class. Only then comes the log,
    # so that a 0 among the other classes never meets it.
    p_true = (probs * target).sum(dim=1)
    return -p_true.log().mean()
