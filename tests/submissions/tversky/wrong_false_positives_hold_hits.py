# expect: failed
# diagnosis: false_positives_hold_hits
# FP is the plain sum of p
import torch
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    p = probs.flatten(1); y = target.flatten(1)
    tp = (p * y).sum(1)
    fp = p.sum(1)
    fn = y.sum(1) - tp
    return (1 - (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)).mean()
