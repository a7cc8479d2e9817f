"""SupCon: all other rows of an anchor's class are its positives, each with a logarithm of its own."""

import torch


def supcon_loss(embeddings, labels, temperature=0.1):
    z = embeddings / embeddings.norm(dim=1, keepdim=True)
    anchors = []
    for i in range(len(z)):
        others = torch.arange(len(z), device=z.device) != i
        positive = others & (labels == labels[i])
        if positive.any():
            logits = z @ z[i] / temperature
            anchors.append(torch.logsumexp(logits[others], dim=0) - logits[positive].mean())
    return torch.stack(anchors).mean() if anchors else embeddings.new_zeros(())
