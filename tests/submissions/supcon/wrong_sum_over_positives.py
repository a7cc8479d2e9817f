# expect: failed
# diagnosis: positives_summed
import torch
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings)
    eye = torch.eye(len(z), dtype=torch.bool)
    lp = F.log_softmax((z @ z.T / temperature).masked_fill(eye, -1e9), 1)
    pos = (labels[:, None] == labels).logical_and(~eye)
    return -lp[pos].sum() / pos.any(1).sum().clamp_min(1)
