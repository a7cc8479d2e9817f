# expect: failed
import torch


def causal_lm_loss(logits, input_ids, pad_id=-100):
    # everything after the first padding is thrown away
    ids = input_ids[:, 1:]
    keep = (ids != pad_id).long().cumprod(1).bool()
    own = logits[:, :-1].log_softmax(-1).gather(-1, torch.where(keep, ids, 0)[..., None])[..., 0]
    return -own[keep].sum() / keep.sum().clamp(min=1)
