# expect: passed
import torch


def list_mle_loss(scores, relevance):
    total = 0.0
    for s, r in zip(scores, relevance):
        left = torch.argsort(r, descending=True).tolist()
        while left:
            total = total - s[left].log_softmax(0)[0]
            left = left[1:]
    return total / len(scores)
