# expect: failed
# diagnosis: detached_gradient
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = target.unsqueeze(1) - pred
    each = torch.maximum(quantiles * e, (quantiles - 1) * e)
    return (each.mean()).detach()
