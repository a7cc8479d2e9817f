# expect: failed
# diagnosis: smooth_absolute_term
import torch


class CustomLoss(torch.nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight
        self.mse = torch.nn.MSELoss()
        self.mae = torch.nn.SmoothL1Loss()

    def forward(self, pred, target):
        return self.mse(pred, target) + self.weight * self.mae(pred, target)
