# expect: failed
# diagnosis: half
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    bowl = torch.clamp(size, max=delta)
    return 0.5 * (bowl * (size - 0.5 * bowl)).mean()
