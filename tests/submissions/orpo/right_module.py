# expect: passed
import torch
from torch import nn


class Orpo(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def log_odds(self, x):
        return x - torch.log1p(-x.exp())

    def forward(self, c, r):
        return (-c - self.beta * nn.functional.logsigmoid(self.log_odds(c) - self.log_odds(r))).mean()


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    return Orpo(beta)(chosen_logps, rejected_logps)
