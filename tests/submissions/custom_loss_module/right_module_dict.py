# expect: passed
import torch
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.terms = nn.ModuleDict({"mse": nn.MSELoss(reduction="none"), "l1": nn.L1Loss(reduction="none")})
        self.weights = {"mse": 1.0, "l1": weight}

    def forward(self, pred, target):
        parts = [self.weights[name] * term(pred, target) for name, term in self.terms.items()]
        return torch.stack(parts).sum(dim=0).mean()
