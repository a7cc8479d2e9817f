# expect: passed
import torch


def cox_ph_loss(log_hazard, duration, event):
    h = log_hazard.double()
    table = torch.where(duration[None] >= duration[:, None], h[None], -torch.inf)
    return (((table.logsumexp(1) - h) * event).sum() / event.sum().clamp(min=1)).to(log_hazard.dtype)
