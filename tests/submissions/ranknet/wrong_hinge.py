# expect: failed
# diagnosis: hinge_instead
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    better = relevance[:, :, None] > relevance[:, None, :]
    gap = (scores[:, :, None] - scores[:, None, :])[better]
    return F.relu(1 - gap).sum() / max(gap.numel(), 1)
