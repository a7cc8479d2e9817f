# expect: failed
# diagnosis: squared|sum_instead_of_mean|element_count|squared_hinge_instead
import torch


def hinge_loss(scores, target):
    return (1 - target * scores).clamp(min=0).square().sum()
