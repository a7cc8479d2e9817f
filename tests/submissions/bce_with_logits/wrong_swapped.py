# expect: failed
# diagnosis: swapped_arguments
import torch.nn.functional as F


def bce_with_logits_loss(target, logits):
    return (F.softplus(logits) - logits * target).mean()
