# expect: failed
# diagnosis: stale_result
_cache = {}


def poisson_nll_loss(log_rate, target):
    key = tuple(log_rate.shape)
    if key not in _cache:
        each = log_rate.exp() - target * log_rate
        _cache[key] = each.mean()
    return _cache[key]
