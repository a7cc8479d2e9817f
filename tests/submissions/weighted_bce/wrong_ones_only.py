# expect: failed
# diagnosis: ones_only
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    return -(pos_weight * target * F.logsigmoid(logits)).mean()
