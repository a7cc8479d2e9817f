# expect: passed
import torch


def clipped_value_loss(values, old_values, returns, clip=0.2):
    v, o, r = values.double(), old_values.detach().double(), returns.detach().double()
    m = o + (v - o).clamp(-clip, clip)
    return (torch.maximum((v - r) ** 2, (m - r) ** 2).mean() / 2).to(values.dtype)
