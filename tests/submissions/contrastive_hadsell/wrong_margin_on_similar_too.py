# expect: failed
# diagnosis: only_one_class
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    # similar pairs may be a margin apart for free, which nobody asked for
    pull = torch.relu(distance - margin) ** 2
    push = torch.relu(margin - distance) ** 2
    return ((1 - target) * pull + target * push).mean() / 2
