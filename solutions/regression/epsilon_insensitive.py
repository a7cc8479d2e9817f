"""Epsilon-insensitive loss: errors up to epsilon are free, what exceeds it counts one for one."""

import torch


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    error = pred - target
    too_high = torch.clamp(error - epsilon, min=0)
    too_low = torch.clamp(-error - epsilon, min=0)
    return (too_high + too_low).mean()
