# expect: passed
import math

import torch


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    total = 0.0
    centres = [w / w.norm() for w in weight]
    for x, y in zip(embeddings, labels.tolist()):
        x = x / x.norm()
        logits = []
        for j, w in enumerate(centres):
            c = torch.dot(x, w)
            if j == y:
                c = math.cos(margin) * c - math.sin(margin) * torch.sqrt(1 - c * c)
            logits.append(scale * c)
        logits = torch.stack(logits)
        total = total + torch.logsumexp(logits, 0) - logits[y]
    return total / len(embeddings)
