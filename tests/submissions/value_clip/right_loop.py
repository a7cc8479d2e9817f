# expect: passed
import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    total = 0.0
    for v, o, r in zip(values, old_values.detach(), returns.detach()):
        m = o + torch.clamp(v - o, -clip, clip)
        total = total + torch.max((v - r) ** 2, (m - r) ** 2) / 2
    return total / len(values)
