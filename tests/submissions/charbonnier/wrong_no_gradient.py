# expect: failed
# diagnosis: detached_gradient
import torch


def charbonnier_loss(pred, target, eps=1e-3):
    each = torch.sqrt((pred - target) ** 2 + eps**2)
    return (each.mean()).detach()
