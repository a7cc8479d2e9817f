# expect: failed
# Variances and covariances by E[xy]-E[x]E[y].
import torch
import torch.nn.functional as F


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    def part(z):
        n, D = z.shape
        m = z.mean(0)
        C = (z.T @ z / n - m[:, None] * m[None]) * n / (n - 1)
        v = C.diagonal()
        return F.relu(1 - (v + 1e-4).sqrt()).mean(), (C - torch.diag(C.diagonal())).square().sum() / D

    a, b = part(z1)
    c, d = part(z2)
    return sim * F.mse_loss(z1, z2) + std * 0.5 * (a + c) + cov * (b + d)
