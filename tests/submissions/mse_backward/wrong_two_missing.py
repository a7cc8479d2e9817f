# expect: failed
# diagnosis: two_missing | half
def mse_backward(pred, target):
    return (pred - target) / pred.numel()
