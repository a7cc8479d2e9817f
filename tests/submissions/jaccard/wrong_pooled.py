# expect: failed
# diagnosis: pooled_over_batch
def jaccard_loss(probs, target, smooth=1.0):
    p, y = probs.flatten(), target.flatten()
    inter = (p * y).sum()
    return 1 - (inter + smooth) / (p.sum() + y.sum() - inter + smooth)
