# expect: passed
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    dims = tuple(range(1, probs.dim()))
    tp = (probs * target).sum(dims)
    fp, fn = (probs - probs * target).sum(dims), (target - probs * target).sum(dims)
    return (1 - (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)).mean()
