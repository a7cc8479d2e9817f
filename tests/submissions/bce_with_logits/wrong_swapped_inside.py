# expect: failed
# diagnosis: swapped_arguments
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    x, y = target, logits
    return (F.softplus(x) - x * y).mean()
