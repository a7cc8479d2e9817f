# expect: failed
import torch


def bpr_loss(pos_scores, neg_scores):
    return (1 - torch.sigmoid(pos_scores - neg_scores)).mean()
