# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def byol_loss(prediction, target):
    return (unit(prediction) - unit(target.detach())).pow(2).sum(1).mean()
