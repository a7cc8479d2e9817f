# expect: passed
def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = pred.double() - target.double()
    return (e.square().mean() + weight * e.abs().mean()).to(pred.dtype)
