# expect: passed
import torch


def generalized_cross_entropy_loss(logits, target, q=0.7):
    p = torch.softmax(logits, 1).gather(1, target[:, None]).squeeze(1)
    return ((1.0 - p.pow(q)) / q).mean()
