# expect: failed
# diagnosis: double_sigmoid
import torch
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    x = torch.sigmoid(logits)
    return (F.softplus(x) - x * target).mean()
