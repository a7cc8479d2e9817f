# expect: passed
def mse_loss(pred, target):
    error = pred.double() - target.double()
    return error.square().mean().to(pred.dtype)
