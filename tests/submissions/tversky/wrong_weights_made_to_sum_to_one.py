# expect: failed
# diagnosis: weights_made_to_sum_to_one
# alpha and beta are normalised to sum 1 inside
import torch
def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    s = alpha + beta
    a, b = alpha / s, beta / s
    p = probs.flatten(1); y = target.flatten(1)
    tp = (p * y).sum(1)
    return (1 - (tp + smooth) / (tp + a * (p * (1 - y)).sum(1) + b * ((1 - p) * y).sum(1) + smooth)).mean()
