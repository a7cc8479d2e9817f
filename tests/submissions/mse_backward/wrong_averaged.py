# expect: failed
# diagnosis: wrong_shape
# One number for all.
def mse_backward(pred, target):
    return (2 * (pred - target) / pred.numel()).mean()
