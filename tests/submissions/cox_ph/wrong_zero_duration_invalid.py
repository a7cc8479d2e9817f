# expect: failed
# wrong: rows of duration 0 are taken for invalid
import math

import torch
import torch.nn.functional as F


def cox_ph_loss(log_hazard, duration, event):
    ev = event * (duration > 0)
    risk = duration[None, :] >= duration[:, None]
    lse = torch.logsumexp(log_hazard[None, :].expand_as(risk).masked_fill(~risk, -float("inf")), 1)
    return ((lse - log_hazard) * ev).sum() / ev.sum().clamp(min=1)
