# expect: failed
# diagnosis: squared_instead_of_absolute
def mae_loss(pred, target):
    e = pred - target
    return (e * e).mean()
