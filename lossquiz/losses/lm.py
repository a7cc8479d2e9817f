"""Reference losses of language models.

Every function returns a 0-d tensor of the logits' dtype, in nats per token.
"""

from __future__ import annotations

import torch
from torch import Tensor


def causal_lm_loss(logits: Tensor, input_ids: Tensor, pad_id: int = -100) -> Tensor:
    """Next-token cross-entropy: position t predicts token t + 1; the mean over the targets that are not padding.

    Args:
        logits: Scores before a softmax over the vocabulary, `[B, T, V]`.
        input_ids: Token ids, `[B, T]`, int64, in 0 … V − 1 or equal to pad_id.
        pad_id: A target of this value counts neither in the sum nor in the number that divides it.

    Returns:
        A scalar, in nats; 0 with zero gradient when no target is kept, or when T = 1.

    Source: transformers, ForCausalLMLoss with its shift and ignore_index, but 0 where that is NaN.
    """
    target = input_ids[:, 1:]
    kept = target != pad_id
    log_p = logits[:, :-1].log_softmax(dim=2)
    own = log_p.gather(2, torch.where(kept, target, 0).unsqueeze(2)).squeeze(2)
    return -torch.where(kept, own, 0.0).sum() / kept.sum().clamp(min=1)
