# expect: failed
# diagnosis: risk_set_reversed
import torch


def cox_ph_loss(log_hazard, duration, event):
    table = log_hazard.expand(len(log_hazard), -1).masked_fill(duration[None] > duration[:, None], -torch.inf)
    return ((table.logsumexp(1) - log_hazard) * event).sum() / event.sum().clamp(min=1)
