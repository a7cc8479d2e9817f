# expect: failed
# diagnosis: detached_gradient
import torch


@torch.no_grad()
def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    return torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean()
