# expect: failed
# diagnosis: log_of_sigmoid | unstable
import torch


def bpr_loss(pos_scores, neg_scores):
    return torch.log1p(torch.exp(neg_scores - pos_scores)).mean()
