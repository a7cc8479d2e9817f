# expect: passed
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    e = pred - target
    return delta * (torch.hypot(e, torch.full_like(e, delta)) - delta).mean()
