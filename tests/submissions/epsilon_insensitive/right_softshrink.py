# expect: passed
import torch.nn.functional as F


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return F.softshrink(pred - target, lambd=epsilon).abs().mean()
