# expect: passed
# max(a, b) is half of sum and distance: ½|e| + (q − ½)·e.
def quantile_loss(pred, target, q=0.5):
    e = target - pred
    return (0.5 * e.abs() + (q - 0.5) * e).mean()
