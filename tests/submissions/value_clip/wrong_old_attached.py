# expect: failed
# diagnosis: old_not_detached
import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    target = returns.detach()
    moved = old_values + torch.clamp(values - old_values, -clip, clip)
    return 0.5 * torch.max((values - target) ** 2, (moved - target) ** 2).mean()
