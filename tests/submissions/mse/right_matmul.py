# expect: passed
def mse_loss(pred, target):
    error = (pred - target).reshape(1, -1)
    return (error @ error.mT).squeeze() / error.shape[1]
