# expect: passed
import torch


class CustomLoss(torch.nn.Module):
    def __init__(self, weight=1.0):
        super(CustomLoss, self).__init__()
        self.weight = weight

    def forward(self, pred, target):
        size = (pred - target).abs()
        return (size * size).mean() + self.weight * size.mean()
