# expect: failed
# diagnosis: loss_instead_of_gradient
import torch.nn.functional as F


def bce_with_logits_backward(logits, target):
    return (F.softplus(logits) - logits * target) / logits.numel()
