# expect: failed
# diagnosis: thresholded
def dice_loss(probs, target, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    hard = (p > 0.5).to(p.dtype)
    return (1 - (2 * (hard * y).sum(1) + smooth) / ((hard + y).sum(1) + smooth)).mean() + 0 * p.sum()
