# expect: passed
from torch import nn


class FocalTversky(nn.Module):
    def __init__(self, alpha, beta, gamma, smooth):
        super().__init__()
        self.alpha, self.beta, self.gamma, self.smooth = alpha, beta, gamma, smooth

    def forward(self, p, y):
        p, y = p.flatten(1), y.flatten(1)
        errors = self.alpha * (p * (1 - y)).sum(1) + self.beta * ((1 - p) * y).sum(1)
        return (errors / ((p * y).sum(1) + errors + self.smooth)).pow(self.gamma).mean()


def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    return FocalTversky(alpha, beta, gamma, smooth)(probs, target)
