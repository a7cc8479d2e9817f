# expect: failed
# diagnosis: stale_result
_cache = {}


def gaussian_nll_loss(mean, target, var):
    key = tuple(mean.shape)
    if key not in _cache:
        v = var.clamp(min=1e-6)
        each = 0.5 * (v.log() + (mean - target) ** 2 / v)
        _cache[key] = each.mean()
    return _cache[key]
