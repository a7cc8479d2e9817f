# expect: failed
# diagnosis: weight_detached | gradient_only
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    z = (1 - 2 * target) * logits
    share = torch.where(target == 1, alpha, 1 - alpha)
    with torch.no_grad():
        focal = torch.sigmoid(z) ** gamma
    return (share * focal * F.softplus(z)).mean()
