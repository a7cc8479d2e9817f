# expect: failed
# diagnosis: negatives_detached | detached_gradient | gradient_only
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    with torch.no_grad():
        fixed = negatives.clone()
    drawn = (center[:, None] * fixed).sum(2)
    return -(F.logsigmoid((center * context).sum(1)) + F.logsigmoid(-drawn).sum(1)).mean()
