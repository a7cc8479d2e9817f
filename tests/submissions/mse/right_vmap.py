# expect: passed
import torch


def mse_loss(pred, target):
    per_element = torch.vmap(lambda p, t: (p - t) * (p - t))
    return per_element(pred.reshape(-1), target.reshape(-1)).mean()
