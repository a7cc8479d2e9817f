# expect: passed
import torch


def list_mle_loss(scores, relevance):
    # item j takes part in the draw of item i unless it is better
    better = relevance[:, None, :] > relevance[:, :, None]
    table = scores[:, None, :].expand_as(better).masked_fill(better, -torch.inf)
    return (table.logsumexp(2) - scores).sum(1).mean()
