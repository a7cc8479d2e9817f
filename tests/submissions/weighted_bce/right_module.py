# expect: passed
import torch.nn.functional as F
from torch import nn


class WeightedBce(nn.Module):
    def forward(self, logits, target, pos_weight):
        each = -(pos_weight * target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits))
        return each.mean()


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    return WeightedBce()(logits, target, pos_weight)
