"""Jensen-Shannon divergence: how far two distributions lie from their average, in nats."""

import torch


def js_divergence_loss(p, q):
    m = (p + q) / 2
    # The entropy of the average less the average of the entropies.
    negative_entropy = (torch.xlogy(p, p) + torch.xlogy(q, q)) / 2
    per_row = (negative_entropy - torch.xlogy(m, m)).sum(dim=1)
    return per_row.mean()
