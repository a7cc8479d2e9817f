# expect: passed
import torch


def soft_margin_loss(scores, target):
    z = torch.stack((torch.zeros_like(scores), -target * scores))
    return torch.logsumexp(z, dim=0).mean()
