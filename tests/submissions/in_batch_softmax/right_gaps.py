# expect: passed
import torch
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    # how far each item lies above the own one, 0 for itself
    cosine = F.normalize(query) @ F.normalize(item).T
    own = (F.normalize(query) * F.normalize(item)).sum(1)
    gap = (cosine - own[:, None]) / temperature - (log_freq[None] - log_freq[:, None])
    return torch.logsumexp(gap, dim=1).mean()
