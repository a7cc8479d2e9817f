# expect: passed
import torch


def negative_sampling_loss(center, context, negatives):
    sign = torch.ones(negatives.shape[1] + 1, dtype=center.dtype)
    sign[0] = -1
    others = torch.cat((context[:, None], negatives), dim=1)
    x = torch.einsum("nd,nkd,k->nk", center, others, sign)
    return torch.logaddexp(x, torch.zeros_like(x)).sum() / x.shape[0]
