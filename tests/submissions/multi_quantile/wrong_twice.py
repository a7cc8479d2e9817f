# expect: failed
# diagnosis: doubled | twice
def multi_quantile_loss(pred, target, quantiles):
    e = target[:, None] - pred
    return (e.abs() + (2 * quantiles - 1) * e).mean()
