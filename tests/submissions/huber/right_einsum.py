# expect: passed
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs().flatten()
    cut = size.clamp(max=delta)
    return torch.einsum("i,i->", cut, size - cut / 2) / size.shape[0]
