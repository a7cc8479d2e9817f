# expect: passed
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    dtype = logits.dtype
    logits = logits.double()
    target = target.double()
    pos_weight = pos_weight.double()
    each = -(pos_weight * target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits))
    return (each.mean()).to(dtype)
