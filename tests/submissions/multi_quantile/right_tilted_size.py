# expect: passed
def multi_quantile_loss(pred, target, quantiles):
    e = target.reshape(-1, 1) - pred
    return (e.abs() / 2 + (quantiles - 0.5) * e).mean()
