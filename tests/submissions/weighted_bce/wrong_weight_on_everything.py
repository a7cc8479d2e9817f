# expect: failed
# diagnosis: weight_on_both_labels
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    return (pos_weight * F.softplus((1 - 2 * target) * logits)).mean()
