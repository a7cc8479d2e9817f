# expect: passed
import torch


def cross_entropy_loss(logits, target):
    total = logits[:, 0]
    for c in range(1, logits.shape[1]):
        total = torch.logaddexp(total, logits[:, c])
    own = torch.stack([logits[i, int(t)] for i, t in enumerate(target)])
    return (total - own).sum() / target.numel()
