# expect: failed
# diagnosis: weights_made_to_sum_to_one
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    fp, fn = p.sum(1) - inter, y.sum(1) - inter
    a, b = alpha / (alpha + beta), beta / (alpha + beta)
    return (1 - (inter + smooth) / (inter + a * fp + b * fn + smooth)).mean()
