# expect: failed
# wrong: rewards of exactly -1 are taken for missing (rewards of +1 and -1)
import math

import torch
import torch.nn.functional as F


def grpo_loss(log_probs, rewards, group_size):
    r = rewards.detach().reshape(-1, group_size)
    m = (r != r.new_full((), -1.0)).to(r.dtype)
    n = m.sum(1, keepdim=True).clamp(min=1)
    mu = (r * m).sum(1, keepdim=True) / n
    std = (((r - mu) ** 2 * m).sum(1, keepdim=True) / n).sqrt()
    a = (r - mu) * m / (std + 1e-6)
    return -(a.reshape(-1) * log_probs).mean()
