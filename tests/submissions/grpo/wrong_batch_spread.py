# expect: failed
# diagnosis: batch_spread
import torch


def grpo_loss(log_probs, rewards, group_size):
    r = rewards.detach().reshape(-1, group_size)
    centred = r - r.mean(dim=1, keepdim=True)
    adv = centred / (r.std(unbiased=False) + 1e-6)
    return -(adv.reshape(-1) * log_probs).mean()
