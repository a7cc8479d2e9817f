# expect: passed
import torch


def grpo_loss(log_probs, rewards, group_size):
    g = rewards.detach().reshape(-1, group_size)
    a = (g - g.mean(-1, keepdim=True)) / (g.std(-1, correction=0, keepdim=True) + 1e-6)
    return -torch.einsum("mg,mg->", a, log_probs.reshape(-1, group_size)) / log_probs.numel()
