# expect: passed
import torch
from torch.nn.functional import logsigmoid


def bce_with_logits_loss(logits, target):
    return -torch.where(target == 1, logsigmoid(logits), logsigmoid(-logits)).mean()
