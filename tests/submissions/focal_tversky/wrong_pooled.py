# expect: failed
# diagnosis: pooled_over_batch
def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    tp = (probs * target).sum()
    index = (tp + smooth) / (tp + alpha * (probs.sum() - tp) + beta * (target.sum() - tp) + smooth)
    return (1 - index) ** gamma
