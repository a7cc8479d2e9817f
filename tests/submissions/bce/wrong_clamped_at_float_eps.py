# expect: failed
# diagnosis: unstable
import torch


def bce_loss(probs, target):
    eps = torch.finfo(probs.dtype).eps
    p = probs.clamp(eps, 1 - eps)
    return -torch.where(target > 0.5, p, 1 - p).log().mean()
