# expect: failed
# diagnosis: mutates_input
import torch


def cross_entropy_loss(logits, target):
    flat = target.add_(torch.arange(len(target)) * logits.shape[1])
    return -torch.log_softmax(logits, dim=1).reshape(-1)[flat].mean()
