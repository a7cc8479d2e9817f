# expect: forbidden
from torch.nn.functional import binary_cross_entropy as cost


def bce_loss(probs, target):
    return cost(probs, target)
