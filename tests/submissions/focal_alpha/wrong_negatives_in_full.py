# expect: failed
# diagnosis: negatives_not_weighed
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    z = (1 - 2 * target) * logits
    share = torch.where(target == 1, alpha, 1.0)
    return (share * torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
