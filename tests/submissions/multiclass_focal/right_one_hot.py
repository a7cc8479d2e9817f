# expect: passed
import torch
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    log_p = logits.log_softmax(1)
    return -torch.einsum("nc,nc,nc->", y, (1 - log_p.exp()) ** gamma, log_p) / len(target)
