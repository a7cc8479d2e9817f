# expect: failed
# diagnosis: wrong_shape
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = target.unsqueeze(1) - pred
    each = torch.maximum(quantiles * e, (quantiles - 1) * e)
    return (each.mean()).reshape(1)
