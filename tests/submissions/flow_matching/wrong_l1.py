# expect: failed
# diagnosis: absolute_error
import torch.nn.functional as F


def flow_matching_loss(velocity, x0, x1):
    return F.l1_loss(velocity, x1 - x0)
