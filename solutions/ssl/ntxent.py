"""NT-Xent: a cross-entropy in which each view looks for the other view of its own sample."""

import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    n = len(z1)
    views = torch.cat([z1, z2])
    views = views / views.norm(dim=1, keepdim=True)
    logits = views @ views.T / temperature
    own = torch.eye(2 * n, device=views.device).bool()  # no view is its own candidate
    logits = logits.masked_fill(own, float("-inf"))
    partner = torch.arange(2 * n, device=views.device).roll(n)
    return F.cross_entropy(logits, partner)
