# expect: failed
# diagnosis: scaled_gradient
# Half of the gradient is cut off.
def mse_loss(pred, target):
    error = pred - target
    return (error * error.detach()).mean()
