# expect: failed
# diagnosis: convex_mixture
import torch
import torch.nn.functional as F


class CustomLoss(torch.nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        mse = F.mse_loss(pred, target)
        mae = F.l1_loss(pred, target)
        return (1 - self.weight) * mse + self.weight * mae
