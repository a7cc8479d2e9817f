# expect: failed
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    # the first negative only
    drawn = (center * negatives[:, 0]).sum(1)
    return -(F.logsigmoid((center * context).sum(1)) + F.logsigmoid(-drawn)).mean()
