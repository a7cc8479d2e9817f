# expect: passed
import torch
from torch import nn


class Hadsell(nn.Module):
    def __init__(self, margin=1.0):
        super().__init__()
        self.margin = margin
        self.hinge = nn.ReLU()

    def forward(self, distance, target):
        pull = (1.0 - target).mul(distance.square())
        push = target.mul(self.hinge(self.margin - distance).square())
        return pull.add(push).mul(0.5).mean()


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return Hadsell(margin)(distance, target)
