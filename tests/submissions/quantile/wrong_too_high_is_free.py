# expect: failed
# diagnosis: one_side_only
def quantile_loss(pred, target, q=0.5):
    return (q * (target - pred).clamp(min=0)).mean()
