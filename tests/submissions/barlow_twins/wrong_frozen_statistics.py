# expect: failed
# diagnosis: statistics_detached | gradient_only
import torch


def barlow_twins_loss(z1, z2, lambd=0.005):
    with torch.no_grad():
        m1, m2 = z1.mean(0), z2.mean(0)
        s1, s2 = ((z.var(0, unbiased=False) + 1e-6).sqrt() for z in (z1, z2))
    c = ((z1 - m1) / s1).T @ ((z2 - m2) / s2) / len(z1)
    eye = torch.eye(len(c), dtype=torch.bool)
    return (1 - c[eye]).square().sum() + lambd * c[~eye].square().sum()
