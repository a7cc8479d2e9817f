# expect: failed
# diagnosis: mean_inside_the_logarithm
import torch
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings)
    eye = torch.eye(len(z), dtype=torch.bool)
    p = F.softmax((z @ z.T / temperature).masked_fill(eye, -1e9), 1)
    pos = (labels[:, None] == labels).logical_and(~eye)
    keep = pos.any(1)
    if not keep.any():
        return 0 * z.sum()
    return -((p * pos).sum(1)[keep] / pos.sum(1)[keep]).log().mean()
