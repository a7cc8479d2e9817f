# expect: failed
# diagnosis: censored_left_out
import torch


def cox_ph_loss(log_hazard, duration, event):
    seen = event > 0
    if not seen.any():
        return 0.0 * log_hazard.sum()
    h, t = log_hazard[seen], duration[seen]
    table = h.expand(len(h), -1).masked_fill(t[None] < t[:, None], -torch.inf)
    return (table.logsumexp(1) - h).mean()
