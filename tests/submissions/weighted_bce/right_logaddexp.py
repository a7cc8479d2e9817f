# expect: passed
import torch


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    zero = torch.zeros_like(logits)
    return (pos_weight * target * torch.logaddexp(zero, -logits) + (1 - target) * torch.logaddexp(zero, logits)).mean()
