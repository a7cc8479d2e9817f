# expect: failed
# diagnosis: unstable
# One maximum for all risk sets, in float64.
import torch


def cox_ph_loss(h, t, e):
    at = (t[None, :] >= t[:, None]).to(torch.float64)
    x = h.double()
    m = x.max().detach()
    lse = torch.log((torch.exp(x - m)[None, :] * at).sum(1)) + m
    return (((lse - x) * e).sum() / e.sum().clamp(min=1)).to(h.dtype)
