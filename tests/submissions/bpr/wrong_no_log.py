# expect: failed
# diagnosis: no_logarithm
import torch


def bpr_loss(pos_scores, neg_scores):
    return torch.mean(-1 / (1 + torch.exp(neg_scores - pos_scores)))
