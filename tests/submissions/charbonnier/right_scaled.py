# expect: passed
import torch


def charbonnier_loss(pred, target, eps=1e-3):
    return eps * torch.sqrt(1 + ((target - pred) / eps) ** 2).mean()
