# expect: failed
# diagnosis: parameter_changed
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    fp, fn = p.sum(1) - inter, y.sum(1) - inter
    return (1 - (inter + 2 * smooth) / (inter + alpha * fp + beta * fn + 2 * smooth)).mean()
