# expect: failed
# diagnosis: negatives_only_below
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings)
    s = z @ z.T / temperature
    same = labels[:, None] == labels
    lse = s.masked_fill(same, -1e9).logsumexp(1)
    pos = same.clone().fill_diagonal_(False)
    n = pos.sum(1)
    per = (n * lse - (s * pos).sum(1)) / n.clamp(min=1)
    return per.sum() / (n > 0).sum().clamp(min=1)
