# expect: passed
import torch
from torch import nn


class Ppo(nn.Module):
    def __init__(self, clip):
        super().__init__()
        self.low, self.high = 1 - clip, 1 + clip

    def forward(self, new, old, a):
        r = torch.exp(new - old)
        return torch.max(-a * r, -a * torch.clamp(r, self.low, self.high)).mean()


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    return Ppo(clip)(log_probs, old_log_probs.detach(), advantages.detach())
