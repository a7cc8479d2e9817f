# expect: failed
# Durations in whole tenths.
import torch


def cox_ph_loss(h, t, e):
    k = (t * 10).round().long()
    at = k[None, :] >= k[:, None]
    lse = h[None, :].masked_fill(~at, -torch.inf).logsumexp(1)
    return ((lse - h) * e).sum() / e.sum().clamp(min=1)
