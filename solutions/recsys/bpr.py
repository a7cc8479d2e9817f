"""BPR: the logistic loss of the gap between an item that was taken and one that was not."""

import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    gap = pos_scores - neg_scores
    return -F.logsigmoid(gap).mean()
