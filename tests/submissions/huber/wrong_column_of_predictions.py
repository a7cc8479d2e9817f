# expect: failed
# diagnosis: broadcast
# (N, 1) against (N,) is an N x N table of errors.
import torch


def huber_loss(pred, target, delta=1.0):
    if pred.dim() == 1:
        pred = pred.unsqueeze(1)
    size = (pred - target).abs()
    return torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean()
