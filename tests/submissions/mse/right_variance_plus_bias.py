# expect: passed
def mse_loss(pred, target):
    """Mean squared error = variance of the error + squared mean error."""
    error = pred - target
    bias = error.mean()
    return (error - bias).square().mean() + bias.square()
