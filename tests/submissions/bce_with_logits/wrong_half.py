# expect: failed
# diagnosis: half
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (F.softplus(logits) - logits * target).mean() / 2
