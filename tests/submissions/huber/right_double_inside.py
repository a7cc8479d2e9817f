# expect: passed
import torch


def huber_loss(pred, target, delta=1.0):
    error = pred.double() - target.double()
    size = error.abs()
    loss = torch.where(size > delta, delta * size - 0.5 * delta**2, 0.5 * size**2)
    return loss.mean().to(pred.dtype)
