# expect: passed
import torch


def mae_loss(pred, target):
    return torch.sub(pred.double(), target).abs().mean()
