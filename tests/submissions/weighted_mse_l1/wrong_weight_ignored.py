# expect: failed
# diagnosis: weight_ignored | parameter_ignored
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    return F.mse_loss(pred, target) + F.l1_loss(pred, target)
