# expect: passed
import torch
from torch import nn


class NTXent(nn.Module):
    def __init__(self, tau):
        super().__init__()
        self.tau = tau

    def forward(self, z1, z2):
        z = torch.cat([z1, z2])
        z = z / torch.linalg.vector_norm(z, dim=1, keepdim=True)
        m = len(z)
        s = torch.einsum("id,jd->ij", z, z) / self.tau
        others = s[~torch.eye(m, dtype=torch.bool)].view(m, m - 1)
        own = (z1 * z2).sum(1) / (z1.norm(dim=1) * z2.norm(dim=1)) / self.tau
        return torch.logsumexp(others, 1).mean() - own.mean()


def nt_xent_loss(z1, z2, temperature=0.5):
    return NTXent(temperature)(z1, z2)
