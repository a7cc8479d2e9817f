# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target != ignore_index
    p = logits[keep].softmax(1).gather(1, target[keep][:, None])
    return -(p + 1e-7).log().sum() / keep.sum().clamp(min=1)
