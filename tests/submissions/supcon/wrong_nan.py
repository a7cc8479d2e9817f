# expect: failed
# diagnosis: not_a_number_without_positives
import torch
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings)
    eye = torch.eye(len(z), dtype=torch.bool)
    lp = F.log_softmax((z @ z.T / temperature).masked_fill(eye, -1e9), 1)
    pos = (labels[:, None] == labels).logical_and(~eye).to(z.dtype)
    return -((lp * pos).sum(1) / pos.sum(1)).mean()
