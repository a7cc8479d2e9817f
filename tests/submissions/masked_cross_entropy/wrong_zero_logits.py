# expect: failed
# diagnosis: logits_set_to_0
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target != ignore_index
    x = logits.masked_fill(~keep[:, None], 0.0)
    y = target.masked_fill(~keep, 0)
    nll = torch.logsumexp(x, 1) - x.gather(1, y[:, None])[:, 0]
    return nll.sum() / keep.sum().clamp(min=1)
