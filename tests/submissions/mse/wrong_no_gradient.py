# expect: failed
# diagnosis: detached_gradient
import torch


def mse_loss(pred, target):
    return torch.tensor(((pred - target) ** 2).mean().item(), dtype=pred.dtype)
