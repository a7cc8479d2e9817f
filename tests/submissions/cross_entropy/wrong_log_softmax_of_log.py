# expect: failed
# diagnosis: double_softmax|no_logarithm|perplexity
import torch


def cross_entropy_loss(logits, target):
    p = logits.softmax(1)
    return -(p.softmax(1)).log().gather(1, target[:, None]).mean()
