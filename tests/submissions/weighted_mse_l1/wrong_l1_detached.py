# expect: failed
# diagnosis: gradient_only
# item() turns the second term into a constant.
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    loss = F.mse_loss(pred, target)
    return loss + weight * F.l1_loss(pred, target).item()
