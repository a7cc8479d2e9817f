# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    weight = torch.where(target == 1, alpha, 1 - alpha)
    return torch.sum(weight * (1 - torch.exp(-bce)) ** gamma * bce)
