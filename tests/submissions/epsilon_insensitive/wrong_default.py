# expect: failed
# diagnosis: wrong_default
import torch


def epsilon_insensitive_loss(pred, target, epsilon=0.0):
    return torch.relu((pred - target).abs() - epsilon).mean()
