# expect: failed
# diagnosis: order_reversed
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    better = relevance[:, :, None] < relevance[:, None, :]
    cost = F.softplus(scores[:, None, :] - scores[:, :, None])
    return (cost * better).sum() / better.sum().clamp(min=1)
