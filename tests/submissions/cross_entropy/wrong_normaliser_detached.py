# expect: failed
# diagnosis: normaliser_detached | gradient_only
import torch


def cross_entropy_loss(logits, target):
    own = logits.gather(1, target[:, None])[:, 0]
    return (torch.logsumexp(logits, dim=1).detach() - own).mean()
