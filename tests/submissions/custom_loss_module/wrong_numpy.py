# expect: failed
# diagnosis: detached_gradient | wrong_dtype
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        import numpy as np
        import torch

        error = pred.detach().numpy() - target.numpy()
        return torch.as_tensor(np.mean(error**2) + self.weight * np.mean(np.abs(error)))
