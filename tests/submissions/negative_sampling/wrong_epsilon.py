# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def negative_sampling_loss(center, context, negatives):
    p = torch.sigmoid((center * context).sum(1))
    q = torch.sigmoid((center[:, None] * negatives).sum(2))
    return -torch.log(p + 1e-15).mean() - torch.log(1 - q + 1e-15).sum(1).mean()
