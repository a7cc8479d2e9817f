# expect: failed
# diagnosis: softmax_over_the_sample
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    others = torch.cat((context[:, None], negatives), dim=1)
    logits = torch.einsum("nd,nkd->nk", center, others)
    return F.cross_entropy(logits, torch.zeros(len(center), dtype=torch.int64))
