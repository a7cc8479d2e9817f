# expect: failed
# diagnosis: parameter_ignored | wrong_default
import torch.nn.functional as F


def margin_ranking_loss(x1, x2, target, margin=1.0):
    return F.relu(margin - target * (x1 - x2)).mean()
