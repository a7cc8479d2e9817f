# expect: failed
# diagnosis: unbiased_spread
import torch


def grpo_loss(log_probs, rewards, group_size):
    g = rewards.detach().view(-1, group_size)
    std = g.std(1, keepdim=True) if group_size > 1 else torch.zeros_like(g)
    a = (g - g.mean(1, keepdim=True)) / (std + 1e-6)
    return -(a.flatten() * log_probs).mean()
