# expect: passed
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    def one_label(x, share):
        return share * (torch.sigmoid(-x) ** gamma * F.softplus(-x)).sum()

    positive = target == 1
    total = one_label(logits[positive], alpha) + one_label(-logits[~positive], 1 - alpha)
    return total / logits.numel()
