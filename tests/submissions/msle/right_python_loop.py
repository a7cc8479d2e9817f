# expect: passed
import torch


def msle_loss(pred, target):
    total = 0.0
    for p, t in zip(pred.flatten(), target.flatten()):
        total = total + (torch.log1p(p) - torch.log1p(t)) ** 2
    return total / pred.numel()
