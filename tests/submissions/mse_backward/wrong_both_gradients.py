# expect: failed
# diagnosis: not_a_tensor
# A pair; asked for is the gradient with respect to pred.
def mse_backward(pred, target):
    grad = 2 * (pred - target) / pred.numel()
    return grad, -grad
