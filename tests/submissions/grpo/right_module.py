# expect: passed
import torch
from torch import nn


class Grpo(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    @torch.no_grad()
    def advantages(self, rewards):
        g = rewards.reshape(-1, self.size)
        return ((g - g.mean(1, keepdim=True)) / (g.std(1, unbiased=False, keepdim=True) + 1e-6)).flatten()

    def forward(self, log_probs, rewards):
        return -(self.advantages(rewards) * log_probs).mean()


def grpo_loss(log_probs, rewards, group_size):
    return Grpo(group_size)(log_probs, rewards)
