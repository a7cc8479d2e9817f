# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def clip_loss(image, text, logit_scale):
    logits = logit_scale * unit(image) @ unit(text).T
    own = torch.arange(len(logits))
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2
