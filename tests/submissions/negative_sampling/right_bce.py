# expect: passed
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    # the context first, then the negatives: labels 1, 0, 0, ...
    others = torch.cat((context.unsqueeze(1), negatives), dim=1)
    logits = torch.bmm(others, center.unsqueeze(2)).squeeze(2)
    labels = torch.zeros_like(logits)
    labels[:, 0] = 1
    return F.binary_cross_entropy_with_logits(logits, labels, reduction="sum") / len(center)
