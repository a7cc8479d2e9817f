# expect: failed
# diagnosis: pooled_over_batch
def dice_loss(probs, target, smooth=1.0):
    p, y = probs.flatten(), target.flatten()
    return 1 - (2 * (p * y).sum() + smooth) / (p.sum() + y.sum() + smooth)
