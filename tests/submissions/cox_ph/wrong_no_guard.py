# expect: failed
# diagnosis: no_event_not_guarded
import torch


def cox_ph_loss(log_hazard, duration, event):
    at_risk = duration >= duration.unsqueeze(1)
    risk = torch.where(at_risk, log_hazard, -torch.inf).logsumexp(1)
    return (risk - log_hazard)[event == 1].mean()
