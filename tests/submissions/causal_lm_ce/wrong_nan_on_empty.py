# expect: failed
# diagnosis: nan_when_none_is_kept
import torch.nn.functional as F


def causal_lm_loss(logits, input_ids, pad_id=-100):
    return F.cross_entropy(logits[:, :-1].transpose(1, 2), input_ids[:, 1:], ignore_index=pad_id)
