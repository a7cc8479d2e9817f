# expect: failed
# diagnosis: reduction
# Right for one element, and for a perfect prediction.
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    return ((pred - target) ** 2).sum() + weight * F.l1_loss(pred, target)
