# expect: failed
# diagnosis: reduction
# Summed over the last dimension, as detectors do with the four numbers of a box.
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    if beta == 0:
        return size.mean()
    loss = torch.where(size < beta, 0.5 * size**2 / beta, size - 0.5 * beta)
    return loss.sum(dim=-1).mean()
