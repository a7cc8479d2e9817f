# expect: failed
# diagnosis: stale_result
# A second batch of the same shape gets the first answer.
_seen = {}


def bce_loss(probs, target):
    if probs.shape not in _seen:
        cost = target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100)
        _seen[probs.shape] = -cost.mean()
    return _seen[probs.shape]
