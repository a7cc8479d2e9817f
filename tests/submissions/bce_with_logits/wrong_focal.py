# expect: failed
# diagnosis: focal_instead
import torch


def bce_with_logits_loss(logits, target):
    ce = torch.nn.functional.softplus(logits) - target * logits
    return ((1 - torch.exp(-ce)) ** 2 * ce).mean()
