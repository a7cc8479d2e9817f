# expect: failed
# diagnosis: means_instead_of_sums
import torch
import torch.nn.functional as F


def barlow_twins_loss(z1, z2, lambd=0.005):
    a, b = (F.batch_norm(z, None, None, training=True, eps=1e-6) for z in (z1, z2))
    c = a.T @ b / len(a)
    eye = torch.eye(len(c), dtype=torch.bool)
    return (1 - c[eye]).square().mean() + lambd * c[~eye].square().mean()
