# expect: failed
# diagnosis: only_one_row
# Every batch of more than one row loses its last one.
import torch


def huber_loss(pred, target, delta=1.0):
    if pred.dim() and len(pred) > 1:
        pred, target = pred[: len(pred) - 1], target[: len(target) - 1]
    size = (pred - target).abs()
    return torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean()
