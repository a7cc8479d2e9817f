# expect: failed
# diagnosis: weight_ignored | parameter_ignored
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    return F.softplus((1 - 2 * target) * logits).mean()
