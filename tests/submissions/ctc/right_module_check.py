# expect: passed
# idea: nn.Module with forward and a check method for a test, entry calls the module
import torch
import torch.nn as nn
import torch.nn.functional as F


class CTC(nn.Module):
    def __init__(self, blank=0):
        super().__init__()
        self.blank = blank

    def single(self, lp, y):
        ext = [self.blank] + [k for c in y for k in (c, self.blank)]
        a = [lp[0, ext[0]], lp[0, ext[1]]] + [None] * (len(ext) - 2)
        for t in range(1, len(lp)):
            b = []
            for s, c in enumerate(ext):
                src = [a[s]]
                if s > 0:
                    src.append(a[s - 1])
                if s > 1 and c != self.blank and c != ext[s - 2]:
                    src.append(a[s - 2])
                src = [x for x in src if x is not None]
                b.append(torch.stack(src).logsumexp(0) + lp[t, c] if src else None)
            a = b
        return -torch.stack([x for x in a[-2:] if x is not None]).logsumexp(0)

    def forward(self, lp, y, il, tl):
        rows = [self.single(lp[:il[n], n], y[n, :tl[n]].tolist()) / tl[n] for n in range(lp.shape[1])]
        return torch.stack(rows).mean()

    def check(self, lp, y, il, tl):
        torch.testing.assert_close(self(lp, y, il, tl), F.ctc_loss(lp, y, il, tl, blank=self.blank))


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    return CTC(blank)(log_probs, targets, input_lengths, target_lengths)
