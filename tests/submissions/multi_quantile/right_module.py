# expect: passed
import torch
from torch import nn


class MultiQuantile(nn.Module):
    def forward(self, pred, target, quantiles):
        e = target.unsqueeze(1) - pred
        each = torch.maximum(quantiles * e, (quantiles - 1) * e)
        return each.mean()


def multi_quantile_loss(pred, target, quantiles):
    return MultiQuantile()(pred, target, quantiles)
