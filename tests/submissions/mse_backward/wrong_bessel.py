# expect: failed
# diagnosis: reduction
# The mean divides by n, not by n - 1.
def mse_backward(pred, target):
    return 2 * (pred - target) / max(pred.numel() - 1, 1)
