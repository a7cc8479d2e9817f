# expect: failed
# diagnosis: negative_sign_missing
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    others = torch.cat((context[:, None], negatives), dim=1)
    return F.softplus(-(others @ center[:, :, None])).sum() / len(center)
