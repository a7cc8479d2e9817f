# expect: failed
# diagnosis: sum_instead_of_mean|element_count|half
import torch


def focal_loss(logits, target, gamma=2.0):
    ce = torch.nn.functional.softplus((1 - 2 * target) * logits)
    w = torch.exp(-gamma * torch.nn.functional.softplus((2 * target - 1) * logits))
    return 0.5 * (w * ce).sum()
