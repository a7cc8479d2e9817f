# expect: passed
import torch.nn.functional as F


def margin_ranking_loss(x1, x2, target, margin=0.0):
    return F.relu(-target * (x1 - x2) + margin).mean()
