"""Mean squared error: square each error, then average over every element."""


def mse_loss(pred, target):
    error = pred - target
    return (error * error).sum() / error.numel()
