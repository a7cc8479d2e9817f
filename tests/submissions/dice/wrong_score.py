# expect: failed
# diagnosis: score_instead_of_loss
def dice_loss(probs, target, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    return ((2 * inter + smooth) / ((p + y).sum(1) + smooth)).mean()
