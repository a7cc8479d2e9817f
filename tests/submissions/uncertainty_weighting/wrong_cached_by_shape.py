# expect: failed
# diagnosis: stale_result
import torch


_cache = {}


def multi_task_loss(losses, log_vars):
    key = tuple(losses.shape)
    if key not in _cache:
        each = torch.exp(-log_vars) * losses + log_vars
        _cache[key] = each.sum()
    return _cache[key]
