# expect: failed
# diagnosis: class_count
import math

import torch


def cross_entropy_loss(logits, target):
    return -torch.log_softmax(logits, dim=1).gather(1, target[:, None]).mean() / math.log(logits.shape[1])
