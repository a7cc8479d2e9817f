# expect: passed
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    total = 0.0
    for p, y in zip(probs, target):
        tp, fp, fn = (p * y).sum(), (p * (1 - y)).sum(), ((1 - p) * y).sum()
        total = total + 1 - (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)
    return total / len(probs)
