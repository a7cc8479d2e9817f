# expect: failed
# diagnosis: wrong_shape
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    cost = F.softplus(logits) - logits * target
    return cost.mean(dim=-1)
