# expect: failed
# diagnosis: stale_result
import torch


_cache = {}


def multi_quantile_loss(pred, target, quantiles):
    key = tuple(pred.shape)
    if key not in _cache:
        e = target.unsqueeze(1) - pred
        each = torch.maximum(quantiles * e, (quantiles - 1) * e)
        _cache[key] = each.mean()
    return _cache[key]
