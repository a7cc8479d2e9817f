# expect: failed
# diagnosis: other_positives_left_out
# the other positives are left out of the denominator
import torch
import torch.nn.functional as F
def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings, dim=1)
    s = z @ z.T / temperature
    n = s.shape[0]
    same = labels[:, None] == labels[None, :]
    pos = same & ~torch.eye(n, dtype=torch.bool)
    losses = []
    for i in range(n):
        idx = pos[i].nonzero().flatten()
        if len(idx) == 0:
            continue
        neg = s[i][~same[i]]
        ls = [torch.logsumexp(torch.cat([s[i, j:j + 1], neg]), 0) - s[i, j] for j in idx.tolist()]
        losses.append(torch.stack(ls).mean())
    if not losses:
        return embeddings.sum() * 0
    return torch.stack(losses).mean()
