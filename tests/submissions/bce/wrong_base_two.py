# expect: failed
# diagnosis: ln_2 | base_two
import torch


def bce_loss(probs, target):
    ones = torch.log2(probs).clamp(min=-100)
    zeros = torch.log2(1 - probs).clamp(min=-100)
    return -(target * ones + (1 - target) * zeros).mean()
