# expect: passed
import torch
from torch import nn


class Dpo(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta
        self.act = nn.LogSigmoid()

    def forward(self, a, b, c, d):
        return -torch.mean(self.act(self.beta * (a - c - b + d)))


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    return Dpo(beta)(policy_chosen, policy_rejected, ref_chosen, ref_rejected)
