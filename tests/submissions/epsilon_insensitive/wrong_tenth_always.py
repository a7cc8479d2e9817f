# expect: failed
# diagnosis: epsilon_ignored | parameter_ignored
import torch.nn.functional as F


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return F.relu((target - pred).abs() - 0.1).mean()
