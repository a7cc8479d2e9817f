# expect: failed
# diagnosis: mutates_input
import torch


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    pred.data.add_(1)
    pred = pred - 1
    size = (pred - target).abs()
    each = torch.relu(size - epsilon)
    return each.mean()
