# expect: failed
# diagnosis: unstable | naive_exponential
import torch


def cross_entropy_loss(logits, target):
    own = logits.gather(1, target[:, None])[:, 0]
    return (torch.log(torch.exp(logits).sum(dim=1)) - own).mean()
