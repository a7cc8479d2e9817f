# expect: failed
# diagnosis: twice
def mse_backward(pred, target):
    error = pred - target
    return (2 * error + 2 * error) / error.numel()
