# expect: failed
# diagnosis: divided_by_lists
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    better = relevance[:, :, None] > relevance[:, None, :]
    gap = (scores[:, :, None] - scores[:, None, :])[better]
    return F.softplus(-gap).sum() / scores.shape[0]
