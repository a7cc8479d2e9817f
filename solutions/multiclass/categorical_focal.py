"""Categorical focal loss: the cross-entropy of each row, times a weight that fades as its class gets likely."""


def categorical_focal_loss(probs, target, gamma=2.0):
    # The one-hot row picks the probability of its class; the zeros never meet the logarithm.
    p_true = (probs * target).sum(dim=1)
    weight = (1 - p_true) ** gamma
    return -(weight * p_true.log()).mean()
