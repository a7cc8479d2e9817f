# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    squared = F.mse_loss(pred, target, reduction="sum")
    return squared + weight * F.l1_loss(pred, target, reduction="sum")
