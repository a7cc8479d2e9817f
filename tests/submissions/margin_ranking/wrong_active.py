# expect: failed
# diagnosis: mean_of_active_only
import torch.nn.functional as F


def margin_ranking_loss(x1, x2, target, margin=0.0):
    losses = F.relu(margin - target * (x1 - x2))
    active = losses[losses > 0]
    return active.mean() if active.numel() else losses.sum()
