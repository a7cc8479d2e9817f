# expect: failed
# diagnosis: shares_of_the_sum
import torch
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    target = relevance / relevance.sum(dim=1, keepdim=True).clamp_min(1e-12)
    return -(target * F.log_softmax(scores, dim=1)).sum(dim=1).mean()
