# expect: failed
# diagnosis: mutates_input
def mse_loss(pred, target):
    error = pred.data
    error -= target
    return (pred**2).mean()
