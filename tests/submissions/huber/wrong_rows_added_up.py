# expect: failed
# diagnosis: class_count | only_flat
# A mean over the batch only: right for flat inputs.
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    loss = torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta))
    return loss.mean(0).sum()
