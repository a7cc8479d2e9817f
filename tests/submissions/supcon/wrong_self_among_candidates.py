# expect: failed
# diagnosis: self_not_masked
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings)
    lp = F.log_softmax(z @ z.T / temperature, 1)
    pos = (labels[:, None] == labels).fill_diagonal_(False)
    keep = pos.any(1)
    if not keep.any():
        return 0 * z.sum()
    return -((lp * pos).sum(1)[keep] / pos.sum(1)[keep]).mean()
