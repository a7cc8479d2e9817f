# expect: passed
import torch
import torch.nn.functional as F
from torch.func import vmap


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    def row(x, y):
        return torch.where(y == 1, -pos_weight * F.logsigmoid(x), -F.logsigmoid(-x))

    return vmap(row)(logits, target).mean()
