# expect: passed
import torch


def listnet_loss(scores, relevance):
    t = torch.exp(relevance - relevance.logsumexp(1, keepdim=True))
    return (scores.logsumexp(1) - torch.einsum("nl,nl->n", t, scores)).mean()
