# expect: failed
# diagnosis: broadcast
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    if logits.dim() == 1:
        logits = logits[:, None]
    return (F.softplus(logits) - logits * target).mean()
