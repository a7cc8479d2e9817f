# expect: failed
# diagnosis: flipped_labels | label_flipped
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (target * F.softplus(logits) + (1 - target) * F.softplus(-logits)).mean()
