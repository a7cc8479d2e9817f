# expect: passed
import torch
from torch import nn


class Smooth(nn.Module):
    def __init__(self, eps):
        super().__init__()
        self.eps = eps
        self.log_softmax = nn.LogSoftmax(dim=1)

    def forward(self, x, y):
        log_p = self.log_softmax(x)
        nll = -torch.take_along_dim(log_p, y[:, None], dim=1).mean()
        return torch.lerp(nll, -log_p.mean(), self.eps)


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    return Smooth(smoothing)(logits, target)
