# expect: failed
# diagnosis: root_of_mean_square
import torch


def mae_loss(pred, target):
    return torch.sqrt(((pred - target) ** 2).mean())
