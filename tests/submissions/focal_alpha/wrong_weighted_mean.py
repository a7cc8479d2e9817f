# expect: failed
# diagnosis: weights_normalised
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    z = (1 - 2 * target) * logits
    share = torch.where(target == 1, alpha, 1 - alpha)
    return (share * torch.sigmoid(z) ** gamma * F.softplus(z)).sum() / share.sum()
