"""PPO: the clipped surrogate objective, as a loss."""

import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    clipped = torch.clamp(ratio, min=1 - clip, max=1 + clip)
    # The worse of the two gains: a pessimistic bound.
    return torch.mean(torch.maximum(-gain * ratio, -gain * clipped))
