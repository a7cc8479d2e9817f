# expect: passed
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    x = ((1 - 2 * target) * logits).flatten()
    share = torch.tensor([1 - alpha, alpha], dtype=x.dtype)[target.flatten().long()]
    return torch.einsum("i,i,i->", share, torch.sigmoid(x) ** gamma, F.softplus(x)) / x.numel()
