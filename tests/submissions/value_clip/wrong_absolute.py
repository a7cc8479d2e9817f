# expect: failed
# diagnosis: absolute_errors
import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old, target = old_values.detach(), returns.detach()
    moved = old + (values - old).clamp(-clip, clip)
    return 0.5 * torch.max((values - target).abs(), (moved - target).abs()).mean()
