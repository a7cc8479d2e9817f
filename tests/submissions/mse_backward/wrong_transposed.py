# expect: failed
# The elements of a matrix come back in the order of its transpose.
def mse_backward(pred, target):
    grad = 2 * (pred - target) / pred.numel()
    return grad.T.reshape(grad.shape) if grad.dim() == 2 else grad
