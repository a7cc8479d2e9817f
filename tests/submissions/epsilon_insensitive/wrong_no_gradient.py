# expect: failed
# diagnosis: detached_gradient
import torch


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    size = (pred - target).abs()
    each = torch.relu(size - epsilon)
    return (each.mean()).detach()
