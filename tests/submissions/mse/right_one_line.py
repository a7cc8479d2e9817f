# expect: passed
def mse_loss(pred, target):
    return (pred - target).pow(2).mean()
