# expect: failed
# diagnosis: wrong_shape
def mse_loss(pred, target):
    return (pred - target) ** 2
