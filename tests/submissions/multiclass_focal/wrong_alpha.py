# expect: failed
# diagnosis: alpha_added
import torch
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    ce = F.cross_entropy(logits, target, reduction="none")
    return 0.25 * ((1 - torch.exp(-ce)) ** gamma * ce).mean()
