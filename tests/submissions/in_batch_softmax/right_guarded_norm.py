# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    logits = unit(query) @ unit(item).T / temperature - log_freq
    return F.cross_entropy(logits, torch.arange(len(logits)))
