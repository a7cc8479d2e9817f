# expect: passed
from torch import nn


class Simpo(nn.Module):
    def __init__(self, beta, gamma):
        super().__init__()
        self.beta, self.gamma = beta, gamma

    def forward(self, chosen, rejected):
        return nn.functional.softplus(self.gamma - self.beta * (chosen - rejected)).mean()


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    lengths = chosen_len.to(chosen_logps.dtype), rejected_len.to(rejected_logps.dtype)
    return Simpo(beta, gamma)(chosen_logps / lengths[0], rejected_logps / lengths[1])
