# expect: failed
# diagnosis: delta_ignored | parameter_ignored
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    e = target - pred
    return torch.mean(torch.sqrt(e * e + 1) - 1)
