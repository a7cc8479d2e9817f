# expect: failed
# diagnosis: mean_over_elements | class_count
import torch


def categorical_cross_entropy_loss(probs, target):
    return -torch.xlogy(target, probs).mean()
