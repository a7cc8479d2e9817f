# expect: passed
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    total = 0.0
    for p, t in zip(pred.flatten(), target.flatten()):
        total = total + delta**2 * (torch.sqrt(1 + ((p - t) / delta) ** 2) - 1)
    return total / pred.numel()
