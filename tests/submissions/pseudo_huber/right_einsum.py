# expect: passed
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    e = (pred - target).flatten()
    weight = 1 / (1 + torch.sqrt(1 + (e / delta) ** 2))
    return torch.einsum("i,i,i->", weight, e, e) / e.numel()
