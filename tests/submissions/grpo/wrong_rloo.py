# expect: failed
# diagnosis: left_out_baseline
import torch


def grpo_loss(log_probs, rewards, group_size):
    g = rewards.detach().view(-1, group_size)
    others = (g.sum(1, keepdim=True) - g) / max(group_size - 1, 1)
    a = g - others if group_size > 1 else torch.zeros_like(g)
    return -(a.flatten() * log_probs).mean()
