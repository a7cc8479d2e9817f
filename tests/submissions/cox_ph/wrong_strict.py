# expect: failed
# diagnosis: self_left_out
def cox_ph_loss(log_hazard, duration, event):
    table = log_hazard.expand(len(log_hazard), -1).masked_fill(duration[None] <= duration[:, None], -1e9)
    return ((table.logsumexp(1) - log_hazard) * event).sum() / event.sum().clamp(min=1)
