# expect: failed
# diagnosis: unstable | input_clamped
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    # a cap on the distance hides similar pairs that are far apart
    d = distance.clamp(max=100.0)
    return ((1 - target) * d**2 + target * torch.relu(margin - d) ** 2).mean() / 2
