# expect: passed
def jaccard_loss(probs, target, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    dice_loss = 1 - (2 * (inter + smooth)) / ((p + y).sum(1) + 2 * smooth)
    return (2 * dice_loss / (1 + dice_loss)).mean()
