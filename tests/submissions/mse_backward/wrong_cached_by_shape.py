# expect: failed
# diagnosis: stale_result
# The same shape gets the same gradient.
_grads = {}


def mse_backward(pred, target):
    if pred.shape not in _grads:
        _grads[pred.shape] = 2 * (pred - target) / pred.numel()
    return _grads[pred.shape]
