# expect: failed
# diagnosis: sum_instead_of_mean|element_count|half
import torch


def bce_with_logits_loss(logits, target):
    return 0.5 * (torch.nn.functional.softplus(logits) - target * logits).sum()
