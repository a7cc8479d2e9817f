# expect: passed
import math

import torch


def cross_entropy_backward(logits, target):
    rows = []
    for row, label in zip(logits.tolist(), target.tolist()):
        top = max(row)
        e = [math.exp(x - top) for x in row]
        rows.append([(v / sum(e) - (c == label)) / len(logits) for c, v in enumerate(e)])
    return torch.tensor(rows, dtype=logits.dtype)
