# expect: passed
import torch


def supcon_loss(embeddings, labels, temperature=0.1):
    z = embeddings / embeddings.norm(dim=1, keepdim=True)
    terms = []
    for i in range(len(z)):
        others = [j for j in range(len(z)) if j != i]
        same = [j for j in others if labels[j] == labels[i]]
        if same:
            s = z[others] @ z[i] / temperature
            terms.append(s.logsumexp(0) - (z[same] @ z[i]).mean() / temperature)
    return torch.stack(terms).mean() if terms else embeddings.sum() * 0
