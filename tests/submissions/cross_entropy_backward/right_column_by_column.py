# expect: passed
import torch


def cross_entropy_backward(logits, target):
    total = torch.logsumexp(logits, dim=1)
    columns = []
    for c in range(logits.shape[1]):
        columns.append(torch.exp(logits[:, c] - total) - (target == c).to(logits.dtype))
    return torch.stack(columns, dim=1) / len(total)
