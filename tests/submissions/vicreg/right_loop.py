# expect: passed
import torch


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    n, d = z1.shape
    loss = sim * ((z1 - z2) ** 2).sum() / (n * d)
    for z in (z1, z2):
        columns = [x - x.mean() for x in z.T]
        for i, x in enumerate(columns):
            dev = ((x * x).sum() / (n - 1) + 1e-4) ** 0.5
            loss = loss + std * torch.clamp(1 - dev, min=0) / (2 * d)
            for j, y in enumerate(columns):
                if i != j:
                    loss = loss + cov * ((x * y).sum() / (n - 1)) ** 2 / d
    return loss
