# expect: passed
import torch
from torch import nn


class Cox(nn.Module):
    def forward(self, h, t, e):
        seen = e.bool()
        if not seen.any():
            return h.sum() * 0.0
        at_risk = t.unsqueeze(0) >= t[seen].unsqueeze(1)
        rows = torch.where(at_risk, h.unsqueeze(0), torch.tensor(float("-inf"), dtype=h.dtype))
        return (torch.logsumexp(rows, dim=1) - h[seen]).mean()


def cox_ph_loss(log_hazard, duration, event):
    return Cox()(log_hazard, duration, event)
