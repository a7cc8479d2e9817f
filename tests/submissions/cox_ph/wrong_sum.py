# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def cox_ph_loss(log_hazard, duration, event):
    at_risk = duration >= duration.unsqueeze(1)
    risk = torch.where(at_risk, log_hazard, -torch.inf).logsumexp(1)
    return (event * (risk - log_hazard)).sum()
