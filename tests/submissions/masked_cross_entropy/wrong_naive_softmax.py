# expect: failed
# diagnosis: log_of_softmax | unstable
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target != ignore_index
    p = logits[keep].softmax(1).gather(1, target[keep][:, None])
    return -p.log().sum() / keep.sum().clamp(min=1)
