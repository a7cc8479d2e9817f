# expect: passed
from torch import nn


class FlowMatching(nn.Module):
    def __init__(self):
        super().__init__()
        self.mse = nn.MSELoss(reduction="none")

    def forward(self, v, x0, x1):
        return self.mse(v, torch_sub(x1, x0)).mean()


def torch_sub(a, b):
    return a.sub(b)


def flow_matching_loss(velocity, x0, x1):
    return FlowMatching()(velocity, x0, x1)
