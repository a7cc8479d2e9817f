# expect: failed
# diagnosis: best_path_only
# the best path's probability
import torch
def _one(lp, y, blank):
    ext = [blank]
    for c in y:
        ext += [c, blank]
    S = len(ext)
    ninf = lp.new_full((), -1e30)
    a = [ninf] * S
    a[0] = lp[0, ext[0]]
    a[1] = lp[0, ext[1]]
    for t in range(1, lp.shape[0]):
        b = []
        for s in range(S):
            c = [a[s]]
            if s > 0: c.append(a[s - 1])
            if s > 1 and ext[s] != blank and ext[s] != ext[s - 2]: c.append(a[s - 2])
            b.append(torch.stack(c).max() + lp[t, ext[s]])
        a = b
    return -torch.maximum(a[-1], a[-2])
def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    ls = []
    for n in range(log_probs.shape[1]):
        T = int(input_lengths[n]); L = int(target_lengths[n])
        ls.append(_one(log_probs[:T, n], targets[n, :L].tolist(), blank) / L)
    return torch.stack(ls).mean()
