# expect: failed
# diagnosis: labels_flipped | flipped_labels
import torch
import torch.nn.functional as F


def contrastive_loss(x1, x2, target, margin=1.0):
    d = F.pairwise_distance(x1, x2)
    return ((1 - target) * d**2 + target * F.relu(margin - d) ** 2).mean()
