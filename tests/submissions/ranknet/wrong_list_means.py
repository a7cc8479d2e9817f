# expect: failed
# diagnosis: mean_of_list_means
import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    means = []
    for s, r in zip(scores, relevance):
        gap = (s[:, None] - s)[r[:, None] > r]
        if gap.numel():
            means.append(F.softplus(-gap).mean())
    return torch.stack(means).mean() if means else scores.sum() * 0
