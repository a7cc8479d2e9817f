# expect: passed
import torch
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    wrong = torch.arange(logits.shape[1]) != target[:, None]
    gaps = (logits - logits.gather(1, target[:, None]))[wrong]
    return F.relu(gaps + margin).sum() / logits.numel()
