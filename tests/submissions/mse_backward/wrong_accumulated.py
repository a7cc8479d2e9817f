# expect: failed
# diagnosis: keeps_state
# As in training without zero_grad.
_grads = {}


def mse_backward(pred, target):
    grad = 2 * (pred - target) / pred.numel()
    _grads[pred.shape] = _grads.get(pred.shape, 0) + grad
    return _grads[pred.shape]
