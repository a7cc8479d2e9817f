# expect: failed
# diagnosis: input_clamped
# wrong: grades clamped to [0, 10] for the softmax
import math

import torch
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    t = F.softmax(relevance.clamp(0, 10), dim=1)
    return -(t * F.log_softmax(scores, dim=1)).sum(1).mean()
