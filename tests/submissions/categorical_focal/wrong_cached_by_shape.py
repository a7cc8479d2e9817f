# expect: failed
# diagnosis: stale_result
_cache = {}


def categorical_focal_loss(probs, target, gamma=2.0):
    key = (*probs.shape, gamma)
    if key not in _cache:
        p = (probs * target).sum(dim=1)
        _cache[key] = -((1 - p) ** gamma * p.log()).mean()
    return _cache[key]
