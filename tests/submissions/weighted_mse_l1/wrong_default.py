# expect: failed
# diagnosis: wrong_default
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=0.5):
    return F.mse_loss(pred, target) + weight * F.l1_loss(pred, target)
