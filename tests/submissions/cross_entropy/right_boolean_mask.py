# expect: passed
import torch


def cross_entropy_loss(logits, target):
    own = target[:, None] == torch.arange(logits.shape[1])
    return -logits.log_softmax(1)[own].mean()
