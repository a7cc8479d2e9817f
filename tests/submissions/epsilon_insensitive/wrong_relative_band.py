# expect: failed
# diagnosis: relative_band
import torch.nn.functional as F


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return F.relu((target - pred).abs() - target.abs() * epsilon).mean()
