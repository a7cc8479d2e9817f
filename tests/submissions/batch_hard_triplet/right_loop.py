# expect: passed
import torch


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    y, terms = labels.tolist(), []
    for i in range(len(y)):
        pos = [torch.dist(embeddings[i], embeddings[j]) for j in range(len(y)) if j != i and y[j] == y[i]]
        neg = [torch.dist(embeddings[i], embeddings[j]) for j in range(len(y)) if y[j] != y[i]]
        if pos and neg:
            terms.append(torch.clamp(torch.stack(pos).max() - torch.stack(neg).min() + margin, min=0))
    return sum(terms) / len(terms) if terms else 0 * embeddings.sum()
