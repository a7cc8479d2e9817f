import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (F.softplus(logits) - target * logits).mean()
