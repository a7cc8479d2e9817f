# expect: failed
# diagnosis: mutates_input
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    logits.data.add_(1)
    logits = logits - 1
    each = -(pos_weight * target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits))
    return each.mean()
