# expect: passed
# xlogy gives 0 where the target is 0; where it is 1, the floor is on the product.
import torch


def bce_loss(probs, target):
    cost = torch.xlogy(target, probs).clamp(min=-100) + torch.special.xlog1py(1 - target, -probs).clamp(min=-100)
    return -torch.mean(cost)
