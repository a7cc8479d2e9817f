"""PPO's clipped value loss: the worse of the plain and the held-back error."""

import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old = old_values.detach()
    goal = returns.detach()
    held_back = old + torch.clamp(values - old, min=-clip, max=clip)
    # Of two errors the one of greater size, sample by sample.
    worse = torch.maximum((values - goal).abs(), (held_back - goal).abs())
    return 0.5 * torch.mean(worse**2)
