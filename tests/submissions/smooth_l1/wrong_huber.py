# expect: failed
# diagnosis: huber_instead
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    bowl = size.clamp(max=beta)
    return torch.mean(bowl * (size - 0.5 * bowl))
