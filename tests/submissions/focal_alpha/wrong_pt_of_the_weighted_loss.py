# expect: failed
# diagnosis: p_t_of_the_weighted_bce
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    weight = torch.where(target == 1, alpha, 1 - alpha)
    loss = F.binary_cross_entropy_with_logits(logits, target, weight=weight, reduction="none")
    pt = torch.exp(-loss)
    return ((1 - pt) ** gamma * loss).mean()
