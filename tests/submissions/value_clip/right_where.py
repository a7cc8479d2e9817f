# expect: passed
import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old, target = old_values.detach(), returns.detach()
    moved = old + (values - old).clamp(-clip, clip)
    plain, held = (values - target) ** 2, (moved - target) ** 2
    return torch.where(held > plain, held, plain).mean() / 2
