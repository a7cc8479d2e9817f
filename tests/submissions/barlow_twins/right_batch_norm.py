# expect: passed
import torch
import torch.nn.functional as F


def barlow_twins_loss(z1, z2, lambd=0.005):
    a = F.batch_norm(z1, None, None, training=True, eps=1e-6)
    b = F.batch_norm(z2, None, None, training=True, eps=1e-6)
    c = a.T.matmul(b).div(len(a))
    d = torch.diagonal(c)
    off = c.clone().fill_diagonal_(0)
    return d.sub(1).square().sum() + lambd * off.square().sum()
