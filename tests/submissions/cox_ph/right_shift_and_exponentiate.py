# expect: passed
import torch


def cox_ph_loss(log_hazard, duration, event):
    gap = log_hazard[None, :] - log_hazard[:, None]
    mask = duration[None, :] >= duration[:, None]
    gap = torch.where(mask, gap, torch.full_like(gap, float("-inf")))
    top = gap.max(1, keepdim=True).values.detach()
    value = ((gap - top).exp().sum(1)).log() + top[:, 0]
    return (value * event).sum() / torch.clamp(event.sum(), min=1)
