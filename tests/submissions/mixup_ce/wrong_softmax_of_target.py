# expect: failed
# diagnosis: target_softened_again
import torch
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    a, b = F.one_hot(target_a, logits.shape[1]), F.one_hot(target_b, logits.shape[1])
    target = (lam * a + (1 - lam) * b).to(logits.dtype)
    return F.cross_entropy(logits, torch.softmax(target, dim=1))
