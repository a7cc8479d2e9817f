# expect: failed
# diagnosis: level_on_both_sides
def multi_quantile_loss(pred, target, quantiles):
    e = target[:, None] - pred
    return (e.abs() * quantiles).mean()
