# expect: passed
import torch


def cross_entropy_loss(logits, target):
    rows = torch.arange(logits.shape[0])
    return (torch.logsumexp(logits, dim=1) - logits[rows, target]).mean()
