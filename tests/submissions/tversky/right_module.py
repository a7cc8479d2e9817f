# expect: passed
from torch import nn


class Tversky(nn.Module):
    def __init__(self, alpha, beta, smooth):
        super().__init__()
        self.alpha, self.beta, self.smooth = alpha, beta, smooth

    def forward(self, p, y):
        p, y = p.flatten(1), y.flatten(1)
        tp = (p * y).sum(1) + self.smooth
        bottom = tp + self.alpha * ((1 - y) * p).sum(1) + self.beta * (y * (1 - p)).sum(1)
        return 1 - (tp / bottom).mean()


def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    return Tversky(alpha, beta, smooth)(probs, target)
