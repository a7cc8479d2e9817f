# expect: failed
# diagnosis: root_taken
import torch


def mse_loss(pred, target):
    return torch.sqrt(torch.mean((pred - target) ** 2))
