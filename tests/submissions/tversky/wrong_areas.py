# expect: failed
# diagnosis: areas_for_errors
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    return (1 - (inter + smooth) / (inter + alpha * p.sum(1) + beta * y.sum(1) + smooth)).mean()
