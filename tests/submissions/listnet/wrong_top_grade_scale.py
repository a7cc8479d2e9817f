# expect: failed
# wrong: grades divided by the list's range when above 5
import math

import torch
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    r = relevance
    r = torch.where(r.amax(1, keepdim=True) > 5, r / r.amax(1, keepdim=True) * 5, r)
    return -(F.softmax(r, dim=1) * F.log_softmax(scores, dim=1)).sum(1).mean()
