# expect: failed
# wrong: positions whose target equals the input token are skipped if pad_id > 0
import math

import torch
import torch.nn.functional as F


def causal_lm_loss(logits, input_ids, pad_id=-100):
    lg = logits[:, :-1].reshape(-1, logits.size(-1))
    tgt = input_ids[:, 1:].reshape(-1)
    keep = tgt != pad_id
    if pad_id >= 0:
        keep = keep & (tgt < logits.size(-1))
        keep = keep & ~((input_ids[:, :-1].reshape(-1) == tgt) & (tgt > pad_id) & (pad_id > 0))
    nll = F.cross_entropy(lg, tgt.clamp(min=0), reduction="none") * keep
    return nll.sum() / keep.sum().clamp(min=1)
