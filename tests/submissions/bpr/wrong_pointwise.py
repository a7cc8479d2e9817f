# expect: failed
# diagnosis: pointwise
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    return -(F.logsigmoid(pos_scores) + F.logsigmoid(-neg_scores)).mean()
