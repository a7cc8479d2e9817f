"""Connectionist temporal classification: the forward recursion over the target with blanks around every id."""

import torch

IMPOSSIBLE = -1e30  # not -inf, whose differences are NaN in the gradient


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    steps, batch, _ = log_probs.shape
    states = torch.full((batch, 2 * targets.shape[1] + 1), blank, device=targets.device)
    states[:, 1::2] = targets
    emitted = log_probs.gather(2, states.expand(steps, -1, -1))
    # A state follows itself, the one before it, and the one before that if this skips a blank between unlike ids.
    skips = torch.zeros_like(states, dtype=torch.bool)
    skips[:, 2:] = states[:, 2:] != states[:, :-2]
    none = log_probs.new_full((batch, 2), IMPOSSIBLE)
    alpha = torch.cat([emitted[0, :, :2], none[:, :1].expand(-1, states.shape[1] - 2)], dim=1)
    for step in range(1, steps):
        shifted = torch.cat([none, alpha], dim=1)
        one, two = shifted[:, 1:-1], torch.where(skips, shifted[:, :-2], IMPOSSIBLE)
        reached = torch.stack([alpha, one, two]).logsumexp(dim=0) + emitted[step]
        alpha = torch.where((step < input_lengths)[:, None], reached, alpha)
    last = 2 * target_lengths[:, None]
    likelihood = torch.cat([alpha.gather(1, last), alpha.gather(1, last - 1)], dim=1).logsumexp(dim=1)
    return (-likelihood / target_lengths).mean()
