# expect: passed
import torch.nn.functional as F


def bpr_loss(pos_scores, neg_scores):
    total = 0.0
    for p, n in zip(pos_scores.reshape(-1), neg_scores.reshape(-1)):
        total = total - F.logsigmoid(p - n)
    return total / pos_scores.numel()
