# expect: failed
# diagnosis: unstable
import torch


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    """In probabilities, which underflow."""
    probs = log_probs.exp()
    losses = []
    for n in range(probs.shape[1]):
        size = int(target_lengths[n])
        states = [blank]
        for label in targets[n, :size].tolist():
            states += [label, blank]
        alpha = [probs[0, n, s] if k < 2 else probs.new_zeros(()) for k, s in enumerate(states)]
        for t in range(1, int(input_lengths[n])):
            following = []
            for k, s in enumerate(states):
                came = alpha[k] + (alpha[k - 1] if k else 0)
                if k > 1 and s != blank and s != states[k - 2]:
                    came = came + alpha[k - 2]
                following.append(came * probs[t, n, s])
            alpha = following
        losses.append(-torch.log(alpha[-1] + alpha[-2]) / size)
    return torch.stack(losses).mean()
