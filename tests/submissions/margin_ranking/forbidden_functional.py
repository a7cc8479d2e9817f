# expect: forbidden
import torch.nn.functional as F


def margin_ranking_loss(x1, x2, target, margin=0.0):
    return F.margin_ranking_loss(x1, x2, target, margin=margin)
