# expect: failed
# diagnosis: empty_masks_left_out
def dice_loss(probs, target, smooth=1.0):
    n = probs.shape[0]
    p, y = probs.reshape(n, -1), target.reshape(n, -1)
    inter = (p * y).sum(-1)
    keep = y.sum(1) > 0
    if not keep.any():
        return 0 * probs.sum()
    return (1 - (2 * inter + smooth) / ((p + y).sum(1) + smooth))[keep].mean()
