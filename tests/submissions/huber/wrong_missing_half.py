# expect: failed
# diagnosis: missing_half
import torch


def huber_loss(pred, target, delta=1.0):
    d = torch.abs(pred - target)
    return torch.where(d <= delta, d**2, delta * d - 0.5 * delta**2).mean()
