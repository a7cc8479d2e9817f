# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def margin_ranking_loss(x1, x2, target, margin=0.0):
    return F.relu(margin - target * (x1 - x2)).sum()
