# expect: failed
# diagnosis: sign_turned | sign_flipped
import torch


def cox_ph_loss(log_hazard, duration, event):
    at_risk = duration >= duration.unsqueeze(1)
    risk = torch.where(at_risk, log_hazard, -torch.inf).logsumexp(1)
    return (event * (log_hazard - risk)).sum() / event.sum().clamp(min=1)
