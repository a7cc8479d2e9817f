# expect: failed
# diagnosis: summed_within_samples
import torch.nn.functional as F


def flow_matching_loss(velocity, x0, x1):
    return F.mse_loss(velocity, x1 - x0, reduction="sum") / velocity.shape[0]
