# expect: failed
# diagnosis: labels_as_signs
# Written for labels −1 and +1.
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return F.softplus(-target * logits).mean()
