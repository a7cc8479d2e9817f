# expect: passed
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    # every threshold is a choice between 0 and x
    n, columns = logits.shape
    pairs = torch.stack((torch.zeros_like(logits), logits), dim=1)
    answers = (target[:, None] > torch.arange(columns)).long()
    return F.cross_entropy(pairs, answers, reduction="sum") / n
