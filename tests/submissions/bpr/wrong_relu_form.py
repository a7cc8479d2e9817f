# expect: failed
# diagnosis: flat_at_equal_scores
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    gap = pos_scores - neg_scores
    return (F.relu(-gap) + gap.abs().neg().exp().log1p()).mean()
