# expect: failed
# diagnosis: whole_batch_at_risk
import torch


def cox_ph_loss(log_hazard, duration, event):
    return ((torch.logsumexp(log_hazard, 0) - log_hazard) * event).sum() / event.sum().clamp(min=1)
