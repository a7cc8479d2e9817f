# expect: passed
import torch


def cox_ph_loss(log_hazard, duration, event):
    n = len(duration)
    gone = duration.view(1, n) < duration.view(n, 1)
    table = log_hazard.repeat(n, 1).masked_fill(gone, -torch.inf)
    own = table.log_softmax(1).diagonal()
    return -(own * event).sum() / max(float(event.sum()), 1.0)
