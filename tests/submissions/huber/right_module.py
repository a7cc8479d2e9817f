# expect: passed
import torch
from torch import nn


class Huber(nn.Module):
    def __init__(self, delta):
        super().__init__()
        self.register_buffer("delta", torch.as_tensor(delta, dtype=torch.float64))

    def forward(self, pred, target):
        delta = self.delta.to(pred.dtype)
        size = torch.abs(pred - target)
        flat = torch.minimum(size, delta)
        return torch.mean(flat * size - flat * flat / 2)


def huber_loss(pred, target, delta=1.0):
    return Huber(delta)(pred, target)
