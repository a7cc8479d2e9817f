# expect: passed
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    total = 0.0
    for x, y in zip(logits.flatten(), target.flatten()):
        z = x if y == 1 else -x
        weight = alpha if y == 1 else 1 - alpha
        total = total - weight * torch.sigmoid(-z) ** gamma * F.logsigmoid(z)
    return total / logits.numel()
