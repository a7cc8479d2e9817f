# expect: failed
# diagnosis: root_of_the_mean
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    e = ((pred - target) / delta).square().mean()
    return (torch.sqrt(1 + e) - 1) * delta**2
