# expect: failed
def mse_backward(pred, target):
    grad = 2 * (pred - target) / pred.numel()
