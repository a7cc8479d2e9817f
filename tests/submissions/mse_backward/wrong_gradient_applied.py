# expect: failed
# diagnosis: mutates_input
# It takes the step as well.
def mse_backward(pred, target):
    grad = 2 * (pred - target) / pred.numel()
    pred -= grad
    return grad
