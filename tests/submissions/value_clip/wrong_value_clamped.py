# expect: failed
import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old, target = old_values.detach(), returns.detach()
    moved = values.clamp(-clip, clip)
    return 0.5 * torch.max((values - target) ** 2, (moved - target) ** 2).mean()
