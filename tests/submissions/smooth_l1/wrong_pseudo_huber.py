# expect: failed
# diagnosis: pseudo_huber_instead
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    e = pred - target
    return (beta**2 * ((1 + (e / beta) ** 2).sqrt() - 1)).mean()
