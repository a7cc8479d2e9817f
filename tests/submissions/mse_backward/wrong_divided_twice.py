# expect: failed
# diagnosis: element_count
def mse_backward(pred, target):
    n = pred.numel()
    return 2 * (pred - target) / n / n
