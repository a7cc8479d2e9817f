# expect: passed
def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = pred - target
    return (e**2).mean() + weight * e.abs().mean()
