# expect: failed
# diagnosis: divided_by_rows
import torch


def cox_ph_loss(log_hazard, duration, event):
    at_risk = duration >= duration.unsqueeze(1)
    risk = torch.where(at_risk, log_hazard, -torch.inf).logsumexp(1)
    return torch.mean(event * (risk - log_hazard))
