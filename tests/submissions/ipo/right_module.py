# expect: passed
import torch
from torch import nn


class Ipo(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.register_buffer("target", torch.tensor(1.0 / (2.0 * beta), dtype=torch.float64))

    def forward(self, gap):
        return torch.pow(gap - self.target.to(gap), 2).mean()


def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    return Ipo(beta)((policy_chosen - policy_rejected) - (ref_chosen - ref_rejected))
