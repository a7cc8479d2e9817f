# expect: failed
# diagnosis: pseudo_huber_instead
import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return ((1 + e * e).sqrt() - 1).mean()
