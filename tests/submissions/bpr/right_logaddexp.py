# expect: passed
import torch


def bpr_loss(pos_scores, neg_scores):
    return (torch.logaddexp(pos_scores, neg_scores) - pos_scores).mean()
