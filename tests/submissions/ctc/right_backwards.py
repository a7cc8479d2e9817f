# expect: passed
import torch


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    """The recursion from the end to the start, a sequence at a time."""
    losses = []
    for n in range(log_probs.shape[1]):
        size = int(target_lengths[n])
        ids = targets[n, :size]
        states = torch.full((2 * size + 1,), blank)
        states[1::2] = ids
        emit = log_probs[: int(input_lengths[n]), n][:, states]
        jump = torch.zeros(2 * size + 1, dtype=torch.bool)
        jump[1:-2:2] = ids[1:] != ids[:-1]
        low = log_probs.new_tensor(-1e30)
        beta = torch.where(torch.arange(2 * size + 1) >= 2 * size - 1, emit[-1], low)
        for row in reversed(range(len(emit) - 1)):
            one = torch.cat([beta[1:], low[None]])
            two = torch.where(jump, torch.cat([beta[2:], low[None], low[None]]), low)
            beta = torch.stack([beta, one, two]).logsumexp(0) + emit[row]
        losses.append(-torch.logaddexp(beta[0], beta[1]) / size)
    return torch.stack(losses).mean()
