# expect: failed
# diagnosis: log_of_the_mixture
import torch


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    p = torch.softmax(logits, dim=1)
    mixed = lam * p.gather(1, target_a[:, None]) + (1 - lam) * p.gather(1, target_b[:, None])
    return -torch.log(mixed).mean()
