# expect: passed
import torch
import torch.nn.functional as F
from torch.func import vmap


def cross_entropy_loss(logits, target):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    return vmap(lambda x, t: torch.logsumexp(x, 0) - torch.dot(x, t))(logits, y).mean()
