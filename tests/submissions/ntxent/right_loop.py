# expect: passed
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    z = torch.cat([z1, z2])
    n, total = len(z1), 0.0
    for i in range(2 * n):
        s = F.cosine_similarity(z[i][None], z, dim=1) / temperature
        others = torch.cat([s[:i], s[i + 1 :]])
        total = total + others.logsumexp(0) - s[(i + n) % (2 * n)]
    return total / (2 * n)
