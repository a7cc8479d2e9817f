# expect: failed
# diagnosis: one_against_rest
import torch
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    y = F.one_hot(target, logits.shape[1])
    return torch.where(y == 1, F.relu(margin - logits), F.relu(margin + logits)).mean()
