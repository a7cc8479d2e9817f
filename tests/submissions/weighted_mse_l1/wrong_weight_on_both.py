# expect: failed
# diagnosis: weight_on_both
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    loss = F.mse_loss(pred, target)
    loss = loss + F.l1_loss(pred, target)
    return loss * weight
