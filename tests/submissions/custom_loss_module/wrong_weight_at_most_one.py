# expect: failed
# diagnosis: parameter_capped
import torch


class CustomLoss(torch.nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = min(weight, 1.0)

    def forward(self, pred, target):
        e = pred - target
        return (e * e + self.weight * e.abs()).mean()
