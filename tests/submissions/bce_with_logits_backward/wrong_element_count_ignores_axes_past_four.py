# expect: failed
import torch


def bce_with_logits_backward(logits, target):
    n = 1
    for d in range(min(logits.dim(), 4)):  # N, C, H, W
        n *= logits.shape[d]
    y = 2 * target - 1
    return -y * torch.sigmoid(-y * logits) / n
