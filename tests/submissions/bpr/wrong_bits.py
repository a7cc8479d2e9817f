# expect: failed
# diagnosis: ln_2 | base_two
import math

import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    return F.softplus(neg_scores - pos_scores).mean() / math.log(2)
