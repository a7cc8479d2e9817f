# expect: passed
import torch
import torch.nn.functional as F


def cox_ph_loss(log_hazard, duration, event):
    rows = torch.nonzero(event > 0).flatten()
    if len(rows) == 0:
        return (log_hazard * 0).sum()
    gone = duration[None, :] < duration[rows, None]
    logits = log_hazard.expand(len(rows), -1).masked_fill(gone, float("-inf"))
    return F.cross_entropy(logits, rows)
