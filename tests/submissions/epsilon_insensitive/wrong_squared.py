# expect: failed
# diagnosis: squared
import torch.nn.functional as F


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    over = F.relu((target - pred).abs() - epsilon)
    return (over * over).mean()
