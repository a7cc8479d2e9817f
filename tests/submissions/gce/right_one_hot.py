# expect: passed
import torch
import torch.nn.functional as F


def generalized_cross_entropy_loss(logits, target, q=0.7):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    log_p = torch.einsum("nc,nc->n", y, logits.log_softmax(1))
    return 1 / q - log_p.mul(q).exp().mean() / q
