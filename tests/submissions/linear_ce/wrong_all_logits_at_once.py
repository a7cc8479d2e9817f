# expect: failed
# diagnosis: too_large_a_tensor
import torch.nn.functional as F


def linear_cross_entropy_loss(hidden, weight, target):
    return F.cross_entropy(hidden @ weight.T, target)
