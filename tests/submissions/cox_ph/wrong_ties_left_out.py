# expect: failed
# diagnosis: ties_left_out
# strict inequality: risk set excludes ties and the row itself
import torch
def cox_ph_loss(log_hazard, duration, event):
    m = duration[None, :] > duration[:, None]
    m = m | torch.eye(len(duration), dtype=torch.bool)
    lse = torch.logsumexp(log_hazard[None, :].expand(len(m), -1).masked_fill(~m, float("-inf")), 1)
    n = event.sum()
    if n == 0: return log_hazard.sum() * 0
    return ((lse - log_hazard) * event).sum() / n
