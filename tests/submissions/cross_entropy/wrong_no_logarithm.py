# expect: failed
# diagnosis: no_logarithm
# softmax where log_softmax belongs: minus the mean probability.
import torch


def cross_entropy_loss(logits, target):
    p = torch.softmax(logits, dim=1)
    return -p.gather(1, target[:, None]).mean()
