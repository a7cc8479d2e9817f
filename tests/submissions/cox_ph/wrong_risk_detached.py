# expect: failed
# diagnosis: risk_detached
import torch


def cox_ph_loss(log_hazard, duration, event):
    with torch.no_grad():
        table = log_hazard.expand(len(log_hazard), -1).masked_fill(duration[None] < duration[:, None], -torch.inf)
        risk = table.logsumexp(1)
    return (event * risk - event * log_hazard).sum() / event.sum().clamp(min=1)
