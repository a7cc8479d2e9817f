# expect: passed
def weighted_mse_l1_loss(pred, target, weight=1.0):
    squared = absolute = 0.0
    for p, t in zip(pred.reshape(-1), target.reshape(-1)):
        squared = squared + (p - t) ** 2
        absolute = absolute + abs(p - t)
    n = pred.numel()
    return squared / n + weight * absolute / n
