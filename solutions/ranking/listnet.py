"""ListNet: the scores' softmax should be the softmax of the grades, list by list."""

import torch
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    wanted = torch.softmax(relevance, dim=1)
    return F.cross_entropy(scores, wanted)
