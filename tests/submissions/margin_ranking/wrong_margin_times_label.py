# expect: failed
# diagnosis: margin_times_label
import torch


def margin_ranking_loss(x1, x2, target, margin=0.0):
    return torch.relu(-target * (x1 - x2 + margin)).mean()
