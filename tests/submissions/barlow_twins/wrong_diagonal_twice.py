# expect: failed
# diagnosis: diagonal_in_both
import torch.nn.functional as F


def barlow_twins_loss(z1, z2, lambd=0.005):
    a, b = (F.batch_norm(z, None, None, training=True, eps=1e-6) for z in (z1, z2))
    c = a.T @ b / len(a)
    return (1 - c.diag()).square().sum() + lambd * c.square().sum()
