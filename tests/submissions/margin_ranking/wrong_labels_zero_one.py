# expect: failed
# diagnosis: labels_flipped | only_one_class
import torch.nn.functional as F


def margin_ranking_loss(x1, x2, target, margin=0.0):
    return F.relu(margin - (2 * target - 1) * (x1 - x2)).mean()
