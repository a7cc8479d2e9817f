# expect: passed
import torch
from torch import nn


class UncertaintyWeighting(nn.Module):
    def forward(self, losses, log_vars):
        each = torch.exp(-log_vars) * losses + log_vars
        return each.sum()


def multi_task_loss(losses, log_vars):
    return UncertaintyWeighting()(losses, log_vars)
