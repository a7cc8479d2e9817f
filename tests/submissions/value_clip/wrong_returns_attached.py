# expect: failed
# diagnosis: returns_not_detached
import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old = old_values.detach()
    moved = old + torch.clamp(values - old, -clip, clip)
    return 0.5 * torch.max((values - returns) ** 2, (moved - returns) ** 2).mean()
