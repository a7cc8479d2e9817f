# expect: failed
# diagnosis: wrong_dtype
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    pred, target = pred.float(), target.float()
    return F.mse_loss(pred, target) + weight * F.l1_loss(pred, target)
