"""Group-relative policy gradient: each answer against the others to its prompt."""

import torch


def grpo_loss(log_probs, rewards, group_size):
    with torch.no_grad():
        by_prompt = rewards.reshape(-1, group_size)
        baseline = by_prompt.mean(dim=1, keepdim=True)
        spread = by_prompt.std(dim=1, keepdim=True, correction=0)
        advantage = (by_prompt - baseline) / (spread + 1e-6)
    return -torch.mean(advantage.reshape(-1) * log_probs)
