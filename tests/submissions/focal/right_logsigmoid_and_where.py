# expect: passed
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    ones = -torch.sigmoid(-logits) ** gamma * F.logsigmoid(logits)
    zeros = -torch.sigmoid(logits) ** gamma * F.logsigmoid(-logits)
    return torch.where(target > 0.5, ones, zeros).mean()
