# expect: failed
# diagnosis: input_narrowed
import torch


def list_mle_loss(scores, relevance):
    order = relevance.float().argsort(dim=1, descending=True, stable=True)
    s = scores.gather(1, order)
    tail = torch.logcumsumexp(s.flip(1), dim=1).flip(1)
    return (tail - s).sum(1).mean()
