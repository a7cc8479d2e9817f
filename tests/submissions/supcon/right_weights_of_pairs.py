# expect: passed
import torch


def supcon_loss(embeddings, labels, temperature=0.1):
    z = embeddings * embeddings.square().sum(1, keepdim=True).rsqrt()
    m = len(z)
    eye = torch.eye(m, dtype=z.dtype)
    pos = (labels[:, None] == labels[None]).to(z.dtype) - eye
    n = pos.sum(1)
    weight = pos / n.clamp(min=1)[:, None] / (n > 0).sum().clamp(min=1)
    s = torch.einsum("id,jd->ij", z, z) / temperature
    lse = (s - 1e9 * eye).logsumexp(1)
    return (weight * (lse[:, None] - s)).sum()
