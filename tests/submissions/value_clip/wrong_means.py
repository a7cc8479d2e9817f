# expect: failed
# diagnosis: maximum_of_means
import torch
import torch.nn.functional as F


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old, target = old_values.detach(), returns.detach()
    moved = old + (values - old).clamp(-clip, clip)
    return 0.5 * torch.max(F.mse_loss(values, target), F.mse_loss(moved, target))
