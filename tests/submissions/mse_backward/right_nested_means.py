# expect: passed
def mse_backward(pred, target):
    """The mean over each dimension divides by its size, one after the other."""
    grad = 2.0 * (pred - target)
    for size in pred.shape:
        grad = grad / size
    return grad
