# expect: passed
import torch


def cross_entropy_loss(logits, target):
    shifted = logits - logits.max(dim=1, keepdim=True).values
    log_total = torch.log(torch.exp(shifted).sum(dim=1))
    own = shifted[torch.arange(len(target)), target]
    return (log_total - own).mean()
