# expect: failed
# diagnosis: p_in_place_of_p_t
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return ((1 - torch.sigmoid(logits)) ** gamma * bce).mean()
