# expect: failed
# wrong: groups with a std below 1e-2 are taken for equal rewards
import math

import torch
import torch.nn.functional as F


def grpo_loss(log_probs, rewards, group_size):
    r = rewards.detach().reshape(-1, group_size)
    std = r.std(1, keepdim=True, unbiased=False)
    a = (r - r.mean(1, keepdim=True)) / (std + 1e-6)
    a = torch.where(std < 1e-2, torch.zeros_like(a), a)
    return -(a.reshape(-1) * log_probs).mean()
