# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def bce_loss(probs, target):
    cost = -(target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100))
    return torch.sum(cost)
