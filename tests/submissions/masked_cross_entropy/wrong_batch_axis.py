# expect: failed
# diagnosis: softmax_over_the_batch
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target != ignore_index
    y = torch.where(keep, target, 0)
    nll = -torch.log_softmax(logits, 0).gather(1, y[:, None])[:, 0]
    return (nll * keep).sum() / keep.sum().clamp(min=1)
