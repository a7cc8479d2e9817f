# expect: passed
def quantile_loss(pred, target, q=0.5):
    total = 0.0
    for p, t in zip(pred.flatten(), target.flatten()):
        total = total + (q * (t - p) if p < t else (1 - q) * (p - t))
    return total / pred.numel()
