# expect: failed
# diagnosis: log_of_one_minus_sigmoid | unstable
import torch


def negative_sampling_loss(center, context, negatives):
    p = torch.sigmoid((center * context).sum(1))
    q = 1 - torch.sigmoid((center[:, None] * negatives).sum(2))
    return -(p.log() + q.log().sum(1)).mean()
