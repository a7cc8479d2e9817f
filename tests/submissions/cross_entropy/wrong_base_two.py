# expect: failed
# diagnosis: ln_2
import math

import torch


def cross_entropy_loss(logits, target):
    return -torch.log_softmax(logits, dim=1).gather(1, target[:, None]).mean() / math.log(2)
