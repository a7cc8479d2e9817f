# expect: failed
# diagnosis: ln_2
import math

import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (F.softplus(logits) - logits * target).mean() / math.log(2)
