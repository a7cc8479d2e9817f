# expect: failed
# diagnosis: parameter_capped
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    d = max(delta, 0.05)
    r = (pred - target) / d
    return (d * d * (torch.sqrt(1 + r * r) - 1)).mean()
