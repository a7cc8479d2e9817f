# expect: failed
# diagnosis: relative_error
# A percentage error.
def mse_loss(pred, target):
    return (((pred - target) / (target.abs() + 1e-8)) ** 2).mean()
