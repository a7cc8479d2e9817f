# expect: passed
import torch


def grpo_loss(log_probs, rewards, group_size):
    total, n = 0.0, log_probs.shape[0]
    for start in range(0, n, group_size):
        r = rewards.detach()[start : start + group_size]
        a = (r - r.mean()) / (r.std(unbiased=False) + 1e-6)
        total = total - torch.dot(a, log_probs[start : start + group_size])
    return total / n
