import torch


def bce_with_logits_loss(logits, target):
    return (torch.relu(logits) - logits * target + torch.log1p(torch.exp(-logits.abs()))).mean()
