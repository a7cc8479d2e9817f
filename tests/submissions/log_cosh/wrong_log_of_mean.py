# expect: failed
# diagnosis: log_of_the_mean
import math

import torch


def log_cosh_loss(pred, target):
    e = torch.flatten(pred - target)
    return torch.logsumexp(torch.stack([e, -e]), dim=(0, 1)) - math.log(2 * e.shape[0])
