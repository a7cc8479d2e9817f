# expect: passed
import torch
from torch.func import vmap


def categorical_cross_entropy_loss(probs, target):
    return vmap(lambda p, y: -torch.log(torch.dot(p, y)))(probs, target).mean()
