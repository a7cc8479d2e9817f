# expect: passed
import torch
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    t = relevance.softmax(1)
    kl = F.kl_div(scores.log_softmax(1), t, reduction="batchmean")
    return kl + torch.special.entr(t).sum(1).mean()
