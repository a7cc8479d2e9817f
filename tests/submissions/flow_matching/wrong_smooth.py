# expect: failed
import torch.nn.functional as F


def flow_matching_loss(velocity, x0, x1):
    return 2 * F.smooth_l1_loss(velocity, x1 - x0)
