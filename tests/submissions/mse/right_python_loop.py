# expect: passed
def mse_loss(pred, target):
    total, count = 0.0, 0
    for p, t in zip(pred.flatten(), target.flatten()):
        total = total + (p - t) ** 2
        count += 1
    return total / count
