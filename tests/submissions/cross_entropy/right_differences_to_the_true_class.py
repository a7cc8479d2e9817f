# expect: passed
# log Σ e^(x_c − x_y): the true class itself adds e^0.
import torch


def cross_entropy_loss(logits, target):
    own = logits.gather(1, target.view(-1, 1)) if target.is_contiguous() else logits.gather(1, target.reshape(-1, 1))
    return torch.logsumexp(logits - own, dim=1).mean()
