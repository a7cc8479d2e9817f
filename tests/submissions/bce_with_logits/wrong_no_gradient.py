# expect: failed
# diagnosis: detached_gradient
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (F.softplus(logits.data) - logits.data * target).mean()
