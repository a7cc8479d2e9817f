# expect: failed
# diagnosis: unstable
# Cosines clamped at 1-1e-3.
import torch
import torch.nn.functional as F


def arcface_loss(e, w, labels, scale=30.0, margin=0.5):
    c = F.normalize(e, dim=1) @ F.normalize(w, dim=1).T
    c = c.clamp(-1 + 1e-3, 1 - 1e-3)
    t = torch.acos(c.gather(1, labels[:, None]))
    l = c.scatter(1, labels[:, None], torch.cos(t + margin))
    return F.cross_entropy(scale * l, labels)
