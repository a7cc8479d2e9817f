# expect: passed
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    tp, fp, fn = (p * y).sum(1), (p * (1 - y)).sum(1), ((1 - p) * y).sum(1)
    return 1 - ((tp + smooth) / (tp + alpha * fp + beta * fn + smooth)).mean()
