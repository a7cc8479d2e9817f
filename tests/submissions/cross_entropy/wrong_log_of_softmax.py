# expect: failed
# diagnosis: log_of_softmax
# The softmax is stable, its logarithm is not: 0 becomes −inf.
import torch


def cross_entropy_loss(logits, target):
    p = torch.softmax(logits, dim=1)
    return -torch.log(p).gather(1, target[:, None]).mean()
