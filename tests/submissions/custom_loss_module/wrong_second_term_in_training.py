# expect: failed
# diagnosis: absolute_term_in_training_only | only_in_use
import torch
import torch.nn.functional as F


class CustomLoss(torch.nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        loss = F.mse_loss(pred, target)
        if self.training:
            loss = loss + self.weight * F.l1_loss(pred, target)
        return loss
