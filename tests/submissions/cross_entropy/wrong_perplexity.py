# expect: failed
# diagnosis: perplexity
import torch


def cross_entropy_loss(logits, target):
    return torch.exp(-torch.log_softmax(logits, dim=1).gather(1, target[:, None]).mean())
