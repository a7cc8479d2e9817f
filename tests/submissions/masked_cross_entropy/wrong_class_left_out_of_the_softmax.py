# expect: failed
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    # a valid id as the mark: its column is thrown away too
    keep = target != ignore_index
    if 0 <= ignore_index < logits.shape[1]:
        logits = logits.clone()
        logits[:, ignore_index] = -1e9
    own = logits.log_softmax(1).gather(1, torch.where(keep, target, 0)[:, None])[:, 0]
    return -(own * keep).sum() / keep.sum().clamp(min=1)
