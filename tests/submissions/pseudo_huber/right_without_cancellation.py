# expect: passed
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    e = pred - target
    return (e**2 / (1 + torch.sqrt(1 + (e / delta) ** 2))).mean()
