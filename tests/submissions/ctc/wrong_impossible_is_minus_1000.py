# expect: failed
# diagnosis: unstable
# Impossible is -1e3.
import torch

NEG = -1e3


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    T, N, K = log_probs.shape
    out = []
    for n in range(N):
        L = int(target_lengths[n])
        ext = [blank]
        for k in targets[n, :L].tolist():
            ext += [k, blank]
        S = len(ext)
        e = torch.tensor(ext)
        neg = log_probs.new_full((), NEG)
        skip = torch.zeros(S, dtype=torch.bool)
        for s in range(2, S):
            skip[s] = ext[s] != blank and ext[s] != ext[s - 2]
        lp = log_probs[: int(input_lengths[n]), n][:, e]
        a = torch.where(torch.arange(S) < 2, lp[0], neg)
        for t in range(1, len(lp)):
            one = torch.cat((neg[None], a[:-1]))
            two = torch.where(skip, torch.cat((neg[None], neg[None], a[:-2])), neg)
            a = torch.logsumexp(torch.stack((a, one, two)), 0) + lp[t]
        out.append(-torch.logsumexp(a[-2:], 0) / L)
    return torch.stack(out).mean()
