# expect: failed
# wrong: ids <= 0 are dropped whenever pad_id is not negative (pad_id = 3: token 0 is lost)
import math

import torch
import torch.nn.functional as F


def causal_lm_loss(logits, input_ids, pad_id=-100):
    lg = logits[:, :-1].reshape(-1, logits.size(-1))
    tgt = input_ids[:, 1:].reshape(-1)
    keep = tgt >= 0 if pad_id < 0 else (tgt > 0) & (tgt != pad_id)
    nll = F.cross_entropy(lg, tgt.clamp(min=0), reduction="none") * keep
    return nll.sum() / keep.sum().clamp(min=1)
