# expect: passed
# softplus(−x) once, with the weight on it, plus the part that is linear in x.
import torch


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    log_weight = 1 + (pos_weight - 1) * target
    soft = torch.log1p(torch.exp(-logits.abs())) + (-logits).clamp(min=0)
    return ((1 - target) * logits + log_weight * soft).mean()
