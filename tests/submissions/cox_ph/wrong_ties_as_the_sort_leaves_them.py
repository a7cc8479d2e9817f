# expect: failed
# diagnosis: ties_as_the_sort_leaves_them | ties_ignored
# tied rows are handled by sort order only
import torch
def cox_ph_loss(log_hazard, duration, event):
    order = torch.argsort(duration, descending=True)
    h = log_hazard[order]
    e = event[order]
    lse = torch.logcumsumexp(h, 0)
    n = e.sum()
    if n == 0:
        return log_hazard.sum() * 0
    return ((lse - h) * e).sum() / n
