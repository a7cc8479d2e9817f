# expect: failed
# diagnosis: not_contiguous | raises
import torch


def bce_loss(probs, target):
    p, y = probs.view(-1), target.view(-1)
    return -torch.where(y == 1, p, 1 - p).log().clamp(min=-100).mean()
