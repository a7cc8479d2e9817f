# expect: failed
# diagnosis: last_dimension_only
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    tp = (probs * target).sum(-1)
    fp, fn = probs.sum(-1) - tp, target.sum(-1) - tp
    return (1 - (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)).mean()
