# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def bpr_loss(pos_scores, neg_scores):
    return -(torch.sigmoid(pos_scores - neg_scores) + 1e-8).log().mean()
