# expect: failed
# diagnosis: alpha_on_both_labels
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    z = (1 - 2 * target) * logits
    return alpha * (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
