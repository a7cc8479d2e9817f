# expect: failed
# diagnosis: zero_replaced
# Beta of 0 is taken for missing.
import torch


def grpo_clip_loss(lp, old, ref, adv, mask, clip=0.2, beta=0.04):
    beta = beta or 0.04
    k = mask > 0
    a = (lp - old.detach()).masked_fill(~k, 0)
    d = (ref.detach() - lp).masked_fill(~k, 0)
    A = adv.detach()[:, None]
    r = a.exp()
    t = (beta * (torch.expm1(d) - d) - torch.min(r * A, r.clamp(1 - clip, 1 + clip) * A)) * mask
    return (t.sum(1) / mask.sum(1).clamp(min=1)).mean()
