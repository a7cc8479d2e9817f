# expect: failed
# diagnosis: positives_only
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (target * F.softplus(-logits)).mean()
