# expect: passed
import torch


def mae_loss(pred, target):
    return (torch.maximum(pred, target) - torch.minimum(pred, target)).mean()
