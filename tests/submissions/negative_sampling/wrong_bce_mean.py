# expect: failed
# diagnosis: mean_over_all_terms
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    logits = torch.einsum("nd,nkd->nk", center, torch.cat((context[:, None], negatives), dim=1))
    labels = torch.zeros_like(logits)
    labels[:, 0] = 1
    return F.binary_cross_entropy_with_logits(logits, labels)
