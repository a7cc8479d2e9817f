# expect: passed
import torch


def mae_loss(pred, target):
    over = torch.relu(pred - target)
    under = torch.relu(target - pred)
    return (over + under).sum() / pred.numel()
