# expect: failed
# diagnosis: power_not_lowered
def mse_backward(pred, target):
    return 2 * (pred - target).square() / pred.numel()
