# expect: failed
# diagnosis: raises
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    e = (pred - target).abs()
    return 0.5 * e * e / beta if bool(e < beta) else (e - 0.5 * beta).mean()
