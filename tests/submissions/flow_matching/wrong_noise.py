# expect: failed
# diagnosis: noise_as_target
import torch.nn.functional as F


def flow_matching_loss(velocity, x0, x1):
    return F.mse_loss(velocity, x0)
