# expect: failed
# diagnosis: gradient_only | unstable
# The square root has an infinite slope at 0, so a perfect prediction gets a NaN gradient.
import torch


def huber_loss(pred, target, delta=1.0):
    size = torch.sqrt((pred - target) ** 2)
    return torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean()
