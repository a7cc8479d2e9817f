# expect: passed
def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    p, y = probs.double().flatten(1), target.double().flatten(1)
    tp = (p * y).sum(1)
    index = (tp + smooth) / (tp + alpha * (p * (1 - y)).sum(1) + beta * ((1 - p) * y).sum(1) + smooth)
    return ((1 - index) ** gamma).mean().to(probs.dtype)
