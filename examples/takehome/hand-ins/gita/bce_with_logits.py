import torch


def bce_with_logits_loss(logits, target):
    per_element = torch.logaddexp(logits, torch.zeros_like(logits)) - target * logits
    return per_element.mean()
