# expect: failed
# diagnosis: only_scalars | raises
# Any shape is allowed, and a 0-d tensor cannot be iterated over.
import torch


def huber_loss(pred, target, delta=1.0):
    losses = []
    for p, t in zip(pred, target):
        size = (p - t).abs()
        losses.append(torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean())
    return torch.stack(losses).mean()
