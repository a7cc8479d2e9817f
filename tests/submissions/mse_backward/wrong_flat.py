# expect: failed
# diagnosis: wrong_shape
def mse_backward(pred, target):
    return (2 * (pred - target) / pred.numel()).reshape(-1)
