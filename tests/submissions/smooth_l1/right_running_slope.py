# expect: passed
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    """|e| minus what the rounded bottom takes off: (beta - |e|)^2 / (2 beta) is added back below beta."""
    size = torch.abs(pred - target)
    if not beta:
        return torch.mean(size)
    short = torch.relu(beta - size)
    return torch.mean(size - beta / 2 + short * short / (2 * beta))
