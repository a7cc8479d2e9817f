# expect: passed
def weighted_mse_l1_loss(pred, target, weight=1.0):
    size = (pred - target).abs()
    return (size * (size + weight)).mean()
