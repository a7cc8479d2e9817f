# expect: failed
# diagnosis: log_of_sigmoid | unstable
import torch


def ranknet_loss(scores, relevance):
    better = relevance[:, :, None] > relevance[:, None, :]
    gap = (scores[:, :, None] - scores[:, None, :])[better]
    return torch.log1p(torch.exp(-gap)).sum() / max(gap.numel(), 1)
