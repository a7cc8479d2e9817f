# expect: forbidden
from torch.nn import functional

distance = functional.l1_loss


def mae_loss(pred, target):
    return distance(pred, target)
