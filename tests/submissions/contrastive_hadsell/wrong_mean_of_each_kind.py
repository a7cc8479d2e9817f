# expect: failed
# diagnosis: batch_reduction
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    push = torch.relu(margin - distance).square()
    similar = (1 - target).sum().clamp(min=1)
    dissimilar = target.sum().clamp(min=1)
    return 0.5 * ((1 - target) * distance.square()).sum() / similar + 0.5 * (target * push).sum() / dissimilar
