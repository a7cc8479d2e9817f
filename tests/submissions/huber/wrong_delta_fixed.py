# expect: failed
# diagnosis: delta_ignored | parameter_ignored
import torch


def huber_loss(pred, target, delta=1.0):
    diff = torch.abs(pred - target)
    return torch.where(diff < 1, 0.5 * diff**2, diff - 0.5).mean()
