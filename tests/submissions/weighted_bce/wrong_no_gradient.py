# expect: failed
# diagnosis: detached_gradient
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    each = -(pos_weight * target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits))
    return (each.mean()).detach()
