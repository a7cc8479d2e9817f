"""Next-token cross-entropy: shift, flatten, sum over what is kept, divide by how many that is."""

import torch.nn.functional as F


def causal_lm_loss(logits, input_ids, pad_id=-100):
    # The logits at position t are for token t + 1: the last logits and the first token have no partner.
    scores = logits[:, :-1].flatten(0, 1)
    target = input_ids[:, 1:].flatten()
    total = F.cross_entropy(scores, target, ignore_index=pad_id, reduction="sum")
    return total / (target != pad_id).sum().clamp(min=1)
