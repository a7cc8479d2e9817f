# expect: failed
# diagnosis: base_temperature
import torch
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings)
    eye = torch.eye(len(z), dtype=torch.bool)
    lp = F.log_softmax((z @ z.T / temperature).masked_fill(eye, -1e9), 1)
    pos = (labels[:, None] == labels).logical_and(~eye)
    n = pos.sum(1)
    per = -(temperature / 0.07) * (lp * pos).sum(1) / n.clamp(min=1)
    return per.sum() / (n > 0).sum().clamp(min=1)
