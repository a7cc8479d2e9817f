# expect: failed
# diagnosis: nan_when_none_is_kept | unstable
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = (target != ignore_index).to(logits.dtype)
    safe = target.masked_fill(target == ignore_index, 0)
    nll = -torch.log_softmax(logits, 1).gather(1, safe[:, None])[:, 0]
    return (nll * keep).sum() / keep.sum()
