"""Reference losses over sequences whose alignment is unknown."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def ctc_loss(
    log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: int = 0
) -> Tensor:
    """Connectionist temporal classification: −log of the sum over alignments, over each target's length; then the mean.

    An alignment names a class or the blank at each step; equal neighbours are merged, and then blanks are dropped.

    Args:
        log_probs: Log-probabilities of the classes at each step, `[T, N, C]`, in nats.
        targets: Class ids without the blank, `[N, S]`, int64; beyond a target's length anything may stand.
        input_lengths: How many steps of each sequence count, `[N]`, int64, at most T.
        target_lengths: How many ids of each target count, `[N]`, int64, at least 1 and few enough to be aligned.
        blank: The id of the blank.

    Returns:
        A scalar, in nats for each id of a target. Its gradient with respect to `log_probs` is defined up to what a
        softmax takes away: compare it at the logits.

    Source: Graves, Fernández, Gomez and Schmidhuber 2006; torch.nn.CTCLoss.
    """
    return F.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank)
