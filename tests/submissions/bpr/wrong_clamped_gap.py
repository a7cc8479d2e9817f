# expect: failed
# diagnosis: error_clamped
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    return F.softplus((neg_scores - pos_scores).clamp(-50, 50)).mean()
