# expect: failed
# diagnosis: input_clamped
# wrong: negative grades count as 0
import math

import torch
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    return F.cross_entropy(scores, F.softmax(relevance.clamp(min=0), dim=1))
