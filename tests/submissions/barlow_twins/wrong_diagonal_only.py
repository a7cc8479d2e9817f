# expect: failed
# diagnosis: redundancy_left_out
import torch
import torch.nn.functional as F


def barlow_twins_loss(z1, z2, lambd=0.005):
    a, b = (F.batch_norm(z, None, None, training=True, eps=1e-6) for z in (z1, z2))
    return (1 - torch.einsum("nd,nd->d", a, b) / len(a)).square().sum()
