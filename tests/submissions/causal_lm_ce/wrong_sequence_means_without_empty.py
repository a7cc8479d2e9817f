# expect: failed
# diagnosis: means_of_sequences_that_count | batch_reduction
# one mean per sequence and then the mean over the sequences, not one pooled mean
import torch
import torch.nn.functional as F
def causal_lm_loss(logits, input_ids, pad_id=-100):
    lp = logits[:, :-1].log_softmax(-1)
    y = input_ids[:, 1:]
    m = (y != pad_id)
    if not m.any():
        return logits.sum() * 0
    nll = -lp.gather(-1, y.masked_fill(~m, 0).unsqueeze(-1)).squeeze(-1)
    per = (nll * m).sum(1) / m.sum(1).clamp(min=1)
    return per[m.any(1)].mean()
