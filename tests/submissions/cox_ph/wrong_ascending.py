# expect: failed
# diagnosis: sorted_ascending
import torch


def cox_ph_loss(log_hazard, duration, event):
    idx = torch.sort(duration, stable=True).indices
    h, e = log_hazard[idx], event[idx]
    return -((h - torch.logcumsumexp(h, 0)) * e).sum() / e.sum().clamp(min=1)
