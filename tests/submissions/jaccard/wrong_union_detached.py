# expect: failed
# diagnosis: union_detached
def jaccard_loss(probs, target, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    union = (p + y - p * y).sum(1).detach()
    return (1 - (inter + smooth) / (union + smooth)).mean()
