# expect: failed
# diagnosis: not_a_number_without_pairs
import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    better = relevance[:, :, None] > relevance[:, None, :]
    gap = torch.masked_select(scores[:, :, None] - scores[:, None, :], better)
    return -F.logsigmoid(gap).mean()
