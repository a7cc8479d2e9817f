# expect: passed
import torch.nn.functional as F


def margin_ranking_loss(x1, x2, target, margin=0.0):
    lead = target * (x1 - x2)
    return F.threshold(margin - lead, 0.0, 0.0).mean()
