# expect: failed
# diagnosis: counts_thresholded
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    hard = p.round().detach()
    fp, fn = (hard * (1 - y)).sum(1), ((1 - hard) * y).sum(1)
    return (1 - (inter + smooth) / (inter + alpha * fp + beta * fn + smooth)).mean()
