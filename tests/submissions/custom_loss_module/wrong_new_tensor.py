# expect: failed
# diagnosis: detached_gradient
# requires_grad on a fresh tensor does not bring the graph back.
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        import torch

        loss = F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target)
        return torch.tensor(loss.item(), dtype=pred.dtype, requires_grad=True)
