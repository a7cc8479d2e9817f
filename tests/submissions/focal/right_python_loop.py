# expect: passed
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    losses = []
    for x, y in zip(logits.reshape(-1), target.reshape(-1)):
        z = x if y == 1 else -x
        losses.append(-torch.sigmoid(-z) ** gamma * F.logsigmoid(z))
    return torch.stack(losses).mean()
