# expect: passed
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    p, y = probs.double().flatten(1), target.double().flatten(1)
    tp = (p * y).sum(1)
    bottom = tp + alpha * (p * (1 - y)).sum(1) + beta * ((1 - p) * y).sum(1) + smooth
    return (1 - (tp + smooth) / bottom).mean().to(probs.dtype)
