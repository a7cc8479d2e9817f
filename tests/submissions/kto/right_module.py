# expect: passed
import torch
from torch import nn


class Kto(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, log_ratio, desirable, kl):
        side = torch.where(desirable.bool(), 1.0, -1.0).to(log_ratio.dtype)
        return (1 - (self.beta * side * (log_ratio - kl)).sigmoid()).mean()


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    return Kto(beta)(policy_logps - ref_logps.detach(), desirable, kl.detach())
