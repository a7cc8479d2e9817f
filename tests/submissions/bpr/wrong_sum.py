# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    return F.softplus(neg_scores - pos_scores).sum()
