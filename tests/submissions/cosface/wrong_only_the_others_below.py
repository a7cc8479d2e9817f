# expect: failed
# diagnosis: own_left_out_below
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    losses = []
    for row, y in zip(cosine, labels.tolist()):
        rest = torch.cat((row[:y], row[y + 1 :]))
        losses.append(torch.logsumexp(scale * rest, 0) - scale * (row[y] - margin))
    return torch.stack(losses).mean()
