# expect: failed
# diagnosis: one_not_subtracted
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    return delta**2 * torch.mean((1 + ((target - pred) / delta).square()).sqrt())
