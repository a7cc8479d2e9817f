# expect: passed
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    sign = 1 - 2 * target
    return F.softplus(sign * logits).mean()
