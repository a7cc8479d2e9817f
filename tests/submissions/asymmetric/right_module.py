# expect: passed
import torch
import torch.nn.functional as F
from torch import nn


class Asymmetric(nn.Module):
    def __init__(self, gamma_pos, gamma_neg, clip):
        super().__init__()
        self.gamma_pos = gamma_pos
        self.gamma_neg = gamma_neg
        self.clip = clip

    def forward(self, logits, target):
        gamma_pos = self.gamma_pos
        gamma_neg = self.gamma_neg
        clip = self.clip
        over = torch.relu(torch.sigmoid(logits) - clip)
        log_q = torch.log1p(-over) if clip > 0 else F.logsigmoid(-logits)
        positive = torch.sigmoid(-logits) ** gamma_pos * F.logsigmoid(logits)
        each = -(target * positive + (1 - target) * over**gamma_neg * log_q)
        return each.mean()


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    return Asymmetric(gamma_pos, gamma_neg, clip)(logits, target)
