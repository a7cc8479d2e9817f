# expect: failed
# diagnosis: softmax_over_the_batch
import torch
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    a, b = F.one_hot(target_a, logits.shape[1]), F.one_hot(target_b, logits.shape[1])
    target = (lam * a + (1 - lam) * b).to(logits.dtype)
    return -(target * torch.log_softmax(logits, dim=0)).sum(dim=1).mean()
