# expect: failed
# diagnosis: parameter_ignored | smooth_ignored
def jaccard_loss(probs, target, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    return (1 - inter / ((p + y).sum(1) - inter)).mean()
