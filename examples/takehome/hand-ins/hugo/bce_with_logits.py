import torch


def bce_with_logits_loss(logits, target):
    losses = torch.logaddexp(logits, torch.zeros_like(logits)) - target * logits
    return losses.mean()
