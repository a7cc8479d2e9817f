# expect: failed
# diagnosis: batch_size | class_count | only_flat
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    cost = F.softplus(logits) - logits * target
    return cost.sum() / (cost.shape[0] if cost.dim() else 1)
