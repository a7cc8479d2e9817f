# expect: failed
# diagnosis: naive_exponential
# e^x overflows beyond 88 in float32.
import torch


def cross_entropy_loss(logits, target):
    e = torch.exp(logits)
    p = e / e.sum(dim=1, keepdim=True)
    return -torch.log(p[torch.arange(len(target)), target]).mean()
