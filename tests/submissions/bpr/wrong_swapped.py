# expect: failed
# diagnosis: roles_swapped | sign_flipped
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    return F.softplus(pos_scores - neg_scores).mean()
