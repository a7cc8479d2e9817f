# expect: failed
# diagnosis: log_of_sigmoid | unstable
import torch


def bpr_loss(pos_scores, neg_scores):
    return torch.sigmoid(pos_scores - neg_scores).log().mul(-1).mean()
