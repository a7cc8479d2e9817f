# expect: passed
import torch


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    total = 0.0
    for n in range(log_probs.shape[1]):
        steps, size = int(input_lengths[n]), int(target_lengths[n])
        states = [blank]
        for label in targets[n, :size].tolist():
            states += [label, blank]
        alpha = {0: log_probs[0, n, blank], 1: log_probs[0, n, states[1]]}
        for t in range(1, steps):
            following = {}
            for s, state in enumerate(states):
                came = [alpha[k] for k in (s, s - 1) if k in alpha]
                if s > 1 and state != blank and state != states[s - 2] and s - 2 in alpha:
                    came.append(alpha[s - 2])
                if came:
                    following[s] = torch.stack(came).logsumexp(0) + log_probs[t, n, state]
            alpha = following
        ends = [alpha[s] for s in (len(states) - 1, len(states) - 2) if s in alpha]
        total = total - torch.stack(ends).logsumexp(0) / size
    return total / log_probs.shape[1]
