# expect: failed
# diagnosis: exponentials_overflow | unstable
def cox_ph_loss(log_hazard, duration, event):
    mask = duration[None] >= duration[:, None]
    risk = (log_hazard.exp()[None] * mask).sum(1).log()
    return (event * (risk - log_hazard)).sum() / event.sum().clamp(min=1)
