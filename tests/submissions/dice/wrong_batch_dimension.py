# expect: failed
# diagnosis: summed_over_the_batch
def dice_loss(probs, target, smooth=1.0):
    inter = (probs * target).sum(0)
    return (1 - (2 * inter + smooth) / ((probs + target).sum(0) + smooth)).mean()
