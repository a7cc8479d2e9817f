# expect: failed
# diagnosis: negatives_meet_the_context
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    drawn = torch.bmm(negatives, context.unsqueeze(2)).squeeze(2)
    return (F.softplus(-(center * context).sum(1)) + F.softplus(drawn).sum(1)).mean()
