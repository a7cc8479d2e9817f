# expect: passed
import torch


def cox_ph_loss(log_hazard, duration, event):
    order = torch.argsort(duration, descending=True)
    h, t, e = log_hazard[order], duration[order], event[order]
    last = torch.searchsorted(-t, -t, right=True) - 1
    risk = torch.logcumsumexp(h, 0)[last]
    return ((risk - h) * e).sum() / e.sum().clamp(min=1)
