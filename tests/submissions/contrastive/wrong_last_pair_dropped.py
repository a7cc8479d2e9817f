# expect: failed
# diagnosis: only_one_row
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).norm(dim=1)
    loss = target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2
    return loss[: max(1, len(loss) - 1)].mean()
