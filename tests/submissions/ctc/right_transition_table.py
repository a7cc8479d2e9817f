# expect: passed
import torch


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    """One table of allowed moves for each sequence, and a log-matrix product for each step."""
    steps, batch, _ = log_probs.shape
    count = 2 * targets.shape[1] + 1
    states = torch.full((batch, count), blank)
    states[:, 1::2] = targets
    place = torch.arange(count)
    gap = place[None, :] - place[:, None]  # from row to column
    allowed = ((gap == 0) | (gap == 1)).expand(batch, -1, -1).clone()
    unlike = (states[:, None, :] != states[:, :, None]) & (states != blank)[:, None, :]
    allowed |= (gap == 2)[None] & unlike
    moves = torch.zeros(allowed.shape, dtype=log_probs.dtype).masked_fill(~allowed, -1e30)
    emit = torch.stack([log_probs[:, n][:, states[n]] for n in range(batch)], dim=1)
    alpha = emit[0].masked_fill(place > 1, -1e30)
    for t in range(1, steps):
        following = (alpha[:, :, None] + moves).logsumexp(dim=1) + emit[t]
        alpha = torch.where((t < input_lengths).unsqueeze(1), following, alpha)
    rows = torch.arange(batch)
    ends = torch.stack([alpha[rows, 2 * target_lengths], alpha[rows, 2 * target_lengths - 1]])
    return -(ends.logsumexp(dim=0) / target_lengths).mean()
