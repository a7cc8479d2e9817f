# expect: failed
# diagnosis: ties_ignored
import torch


def cox_ph_loss(log_hazard, duration, event):
    idx = duration.sort(descending=True, stable=True)[1]
    h, e = log_hazard[idx], event[idx]
    log_cum = torch.stack([h[: i + 1].logsumexp(0) for i in range(len(h))])
    return -(h - log_cum).mul(e).sum() / e.sum().clamp(min=1)
