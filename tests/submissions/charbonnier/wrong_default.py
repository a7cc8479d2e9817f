# expect: failed
# diagnosis: wrong_default
import torch


def charbonnier_loss(pred, target, eps=1e-2):
    return torch.sqrt((pred - target) ** 2 + eps**2).mean()
