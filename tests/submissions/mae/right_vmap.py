# expect: passed
import torch


def mae_loss(pred, target):
    distance = torch.func.vmap(lambda p, t: torch.abs(p - t))
    return distance(pred.reshape(-1), target.reshape(-1)).mean()
