# expect: failed
# diagnosis: weight_missing
import torch
import torch.nn.functional as F


def barlow_twins_loss(z1, z2, lambd=0.005):
    a, b = (F.batch_norm(z, None, None, training=True, eps=1e-6) for z in (z1, z2))
    c = a.T @ b / len(a)
    return (c - torch.eye(len(c), dtype=c.dtype)).square().sum()
