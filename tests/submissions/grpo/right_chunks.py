# expect: passed
import torch


def grpo_loss(log_probs, rewards, group_size):
    losses = []
    for lp, r in zip(log_probs.split(group_size), rewards.detach().split(group_size)):
        a = r - r.sum() / group_size
        losses.append(-(a / ((a * a).sum().div(group_size).sqrt() + 1e-6) * lp).mean())
    return torch.stack(losses).mean()
