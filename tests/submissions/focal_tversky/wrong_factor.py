# expect: failed
# diagnosis: gamma_multiplies
def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    tp, fp, fn = (p * y).sum(1), (p * (1 - y)).sum(1), ((1 - p) * y).sum(1)
    index = (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)
    return gamma * (1 - index).mean()
