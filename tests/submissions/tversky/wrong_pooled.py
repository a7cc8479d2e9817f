# expect: failed
# diagnosis: pooled_over_batch
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    tp = (probs * target).sum()
    fp, fn = probs.sum() - tp, target.sum() - tp
    return 1 - (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)
