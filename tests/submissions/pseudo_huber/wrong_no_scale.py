# expect: failed
# diagnosis: scale_missing
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    return torch.mean((1 + ((target - pred) / delta).square()).sqrt() - 1)
