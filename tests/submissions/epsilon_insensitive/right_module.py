# expect: passed
import torch
from torch import nn


class EpsilonInsensitive(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.epsilon = epsilon

    def forward(self, pred, target):
        epsilon = self.epsilon
        size = (pred - target).abs()
        each = torch.relu(size - epsilon)
        return each.mean()


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return EpsilonInsensitive(epsilon)(pred, target)
