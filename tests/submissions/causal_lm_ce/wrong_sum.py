# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def causal_lm_loss(logits, input_ids, pad_id=-100):
    ids = input_ids[:, 1:]
    keep = ids != pad_id
    own = logits[:, :-1].log_softmax(-1).gather(-1, torch.where(keep, ids, 0)[..., None])[..., 0]
    return -own[keep].sum()
