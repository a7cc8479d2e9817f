# expect: failed
# diagnosis: only_negative_ids_ignored
# Every negative id is left out, and nothing else.
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target >= 0
    lp = torch.log_softmax(logits[keep], dim=1)
    return -lp.gather(1, target[keep][:, None]).sum() / keep.sum().clamp(min=1)
