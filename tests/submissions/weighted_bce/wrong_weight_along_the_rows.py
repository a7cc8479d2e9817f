# expect: failed
# One weight for each row where the batch is square.
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    w = pos_weight.unsqueeze(1) if len(pos_weight) == len(logits) else pos_weight
    weight = 1 + (w - 1) * target
    return (weight * F.softplus((1 - 2 * target) * logits)).mean()
