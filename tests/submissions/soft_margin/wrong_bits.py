# expect: failed
# diagnosis: log_base_two | ln_2
import math

import torch
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    return torch.mean(F.softplus(-target * scores) / math.log(2))
