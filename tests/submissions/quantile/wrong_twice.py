# expect: failed
# diagnosis: doubled | twice
def quantile_loss(pred, target, q=0.5):
    e = target - pred
    return (e.abs() + (2 * q - 1) * e).mean()
