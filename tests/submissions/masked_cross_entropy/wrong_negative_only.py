# expect: failed
# diagnosis: only_impossible_ids_ignored
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target >= 0
    keep = keep & (target < logits.shape[1])
    if not keep.any():
        return 0 * logits.sum()
    return -torch.log_softmax(logits[keep], 1).gather(1, target[keep][:, None]).mean()
