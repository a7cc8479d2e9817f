# expect: passed
import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old, target = old_values.detach(), returns.detach()
    moved = old + (values - old).clamp(-clip, clip)
    losses = torch.stack([(values - target).pow(2), (moved - target).pow(2)])
    return losses.amax(dim=0).mean() * 0.5
