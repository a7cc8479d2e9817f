# expect: failed
# diagnosis: mutates_input
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    sign = target.mul_(-2).add_(1)
    return F.softplus(sign * logits).mean()
