# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch.nn.functional as F


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return F.relu((target - pred).abs() - epsilon).sum()
