# expect: failed
# diagnosis: naive_exponential
import torch


def bce_with_logits_loss(logits, target):
    return torch.mean(torch.log(1 + torch.exp(logits)) - logits * target)
