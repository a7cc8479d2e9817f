# expect: failed
# diagnosis: negatives_detached | gradient_only | detached_gradient
import torch
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    with torch.no_grad():
        neg = neg_scores.clone()
    return -F.logsigmoid(pos_scores - neg).mean()
