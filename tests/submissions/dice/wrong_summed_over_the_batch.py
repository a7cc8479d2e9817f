# expect: failed
# diagnosis: summed_over_the_batch
# ratio of means: the dice of the mean sums over the samples, per pixel position
import torch
def dice_loss(probs, target, smooth=1.0):
    i = (probs * target).sum(0)
    d = probs.sum(0) + target.sum(0)
    return (1 - (2 * i + smooth) / (d + smooth)).mean()
