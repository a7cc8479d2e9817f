# expect: passed
import torch
from torch import nn


class LogCosh(nn.Module):
    def __init__(self):
        super().__init__()
        self.softplus = nn.Softplus()
        self.register_buffer("zero", torch.zeros(()))

    def forward(self, pred, target):
        size = (pred - target).abs()
        at_zero = self.softplus(self.zero.to(size.dtype))
        return (size + self.softplus(-2 * size) - at_zero).mean()


def log_cosh_loss(pred, target):
    return LogCosh()(pred, target)
