# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (F.softplus(logits) - logits * target).sum()
