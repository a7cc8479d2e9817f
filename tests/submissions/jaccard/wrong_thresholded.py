# expect: failed
# diagnosis: input_rounded
def jaccard_loss(probs, target, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    hard = (p > 0.5).to(p.dtype)
    inter = (hard * y).sum(1)
    return (1 - (inter + smooth) / ((hard + y).sum(1) - inter + smooth)).mean() + 0 * p.sum()
