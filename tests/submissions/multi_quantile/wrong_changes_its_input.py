# expect: failed
# diagnosis: mutates_input
import torch


def multi_quantile_loss(pred, target, quantiles):
    pred.data.add_(1)
    pred = pred - 1
    e = target.unsqueeze(1) - pred
    each = torch.maximum(quantiles * e, (quantiles - 1) * e)
    return each.mean()
