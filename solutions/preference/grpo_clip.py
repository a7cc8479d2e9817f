"""GRPO: PPO's clipped ratio with a KL estimate for each token, averaged within each answer and then over answers."""

import torch


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach().unsqueeze(1)
    clipped = torch.clamp(ratio, min=1 - clip, max=1 + clip)
    policy = torch.maximum(-gain * ratio, -gain * clipped)
    gap = ref_log_probs.detach() - log_probs
    penalty = torch.exp(gap) - gap - 1
    # Each answer weighs the same, however many of its tokens count.
    weight = mask / mask.sum(dim=1, keepdim=True).clamp(min=1)
    return torch.sum(weight * (policy + beta * penalty)) / len(mask)
