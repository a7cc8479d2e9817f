# expect: passed
def mae_loss(pred, target):
    total = 0.0
    for p, t in zip(pred.reshape(-1), target.reshape(-1)):
        total = total + (p - t if p >= t else t - p)
    return total / pred.numel()
