# expect: passed
import torch


def info_nce_loss(query, key, temperature=0.07):
    total = 0
    for i, q in enumerate(query):
        row = torch.stack([q.dot(k) / (q.norm() * k.norm()) for k in key]) / temperature
        total = total + torch.logsumexp(row, 0) - row[i]
    return total / len(query)
