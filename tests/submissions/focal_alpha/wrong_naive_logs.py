# expect: failed
# diagnosis: probs_clamped | epsilon_in_the_log | unstable
import torch


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    p = torch.sigmoid(logits)
    pos = -alpha * (1 - p) ** gamma * torch.log(p + 1e-9)
    neg = -(1 - alpha) * p**gamma * torch.log(1 - p + 1e-9)
    return torch.where(target == 1, pos, neg).mean()
