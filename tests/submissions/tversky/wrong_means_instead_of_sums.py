# expect: failed
# diagnosis: means_instead_of_sums
import torch


def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    p = probs.flatten(1)
    y = target.flatten(1)
    tp = (p * y).mean(1)
    fp = (p * (1 - y)).mean(1)
    fn = ((1 - p) * y).mean(1)
    ti = (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)
    return (1 - ti).mean()
