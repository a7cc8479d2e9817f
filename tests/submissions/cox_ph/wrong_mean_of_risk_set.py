# expect: failed
# diagnosis: batch_reduction
import torch


def cox_ph_loss(log_hazard, duration, event):
    at_risk = duration >= duration.unsqueeze(1)
    risk = torch.where(at_risk, log_hazard, -torch.inf).logsumexp(1)
    risk = risk - at_risk.sum(1).to(risk.dtype).log()
    return ((risk - log_hazard) * event).sum() / event.sum().clamp(min=1)
