# expect: failed
# diagnosis: beta_ignored | parameter_ignored
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = torch.abs(pred - target)
    return torch.where(size < 1, size.square() / 2, size - 0.5).mean()
