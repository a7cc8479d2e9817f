# expect: failed
# diagnosis: one_less
def mse_loss(pred, target):
    error = pred - target
    n = error.numel()
    return (error**2).sum() / (n - 1 if n > 1 else 1)
