# expect: failed
# diagnosis: mean_before_the_logarithm
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    return F.softplus(neg_scores.mean() - pos_scores.mean())
