# expect: passed
import torch


def barlow_twins_loss(z1, z2, lambd=0.005):
    def standard(z):
        m = z.mean(dim=0, keepdim=True)
        v = ((z - m) ** 2).mean(dim=0, keepdim=True)
        return (z - m) * torch.rsqrt(v + 1e-6)

    c = torch.einsum("nd,ne->de", standard(z1), standard(z2)) / len(z1)
    eye = torch.eye(len(c), dtype=c.dtype)
    weight = eye + lambd * (1 - eye)
    return (weight * (c - eye).square()).sum()
