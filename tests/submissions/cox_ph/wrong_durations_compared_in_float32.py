# expect: failed
# diagnosis: input_narrowed
import torch


def cox_ph_loss(log_hazard, duration, event):
    t = duration.detach().float()
    at_risk = t.unsqueeze(0) >= t.unsqueeze(1)
    scores = log_hazard.unsqueeze(0).expand(t.numel(), t.numel())
    log_risk = scores.masked_fill(~at_risk, float("-inf")).logsumexp(dim=1)
    per_row = torch.where(event > 0, log_risk - log_hazard, torch.zeros_like(log_hazard))
    return per_row.sum() / (event > 0).sum().clamp(min=1)
