# expect: failed
# diagnosis: wrong_shape
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (F.softplus(logits) - logits * target).mean().unsqueeze(0)
