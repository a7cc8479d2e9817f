# expect: passed
import torch
import torch.nn.functional as F


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old, target = old_values.detach(), returns.detach()
    moved = old + (values - old).clamp(-clip, clip)
    plain = F.mse_loss(values, target, reduction="none")
    held = F.mse_loss(moved, target, reduction="none")
    return torch.maximum(plain, held).sum() / (2 * len(values))
