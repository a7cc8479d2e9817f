# expect: failed
# diagnosis: weight_detached | gradient_only
import torch
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    ce = F.cross_entropy(logits, target, reduction="none")
    with torch.no_grad():
        w = (1 - torch.exp(-ce)) ** gamma
    return (w * ce).mean()
