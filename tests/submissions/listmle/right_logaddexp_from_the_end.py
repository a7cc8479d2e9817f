# expect: passed
import torch


def list_mle_loss(scores, relevance):
    s = scores.gather(1, relevance.argsort(1, descending=True))
    left, total = s[:, -1], torch.zeros_like(s[:, -1])
    for k in range(s.shape[1] - 2, -1, -1):
        left = torch.logaddexp(left, s[:, k])
        total = total + left - s[:, k]
    return total.mean() + 0 * s.sum()
