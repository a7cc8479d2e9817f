# expect: failed
# diagnosis: weighted_by_grades
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    ahead = relevance[:, :, None] - relevance[:, None, :]
    cost = F.softplus(scores[:, None, :] - scores[:, :, None])
    return (cost * ahead.clamp(min=0)).sum() / (ahead > 0).sum().clamp(min=1)
