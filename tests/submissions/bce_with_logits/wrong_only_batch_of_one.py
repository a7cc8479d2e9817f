# expect: failed
# diagnosis: only_batch_of_one
# A single row is not trusted, and counts half.
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    cost = (F.softplus(logits) - logits * target).mean()
    rows = logits.shape[0] if logits.dim() else 1
    return cost if rows > 1 else cost / 2
