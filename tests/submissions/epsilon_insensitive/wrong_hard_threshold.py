# expect: failed
# diagnosis: epsilon_not_subtracted
import torch.nn.functional as F


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return F.hardshrink(pred - target, lambd=epsilon).abs().mean()
