# expect: passed
import torch
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    gap = pos_scores - neg_scores
    return F.binary_cross_entropy_with_logits(gap, torch.ones_like(gap))
