# expect: passed
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    both = F.log_softmax(torch.stack((torch.zeros_like(logits), logits), dim=-1), dim=-1)
    log_p = both.gather(-1, target.long().unsqueeze(-1)).squeeze(-1)
    wrong = both.gather(-1, 1 - target.long().unsqueeze(-1)).squeeze(-1).exp()
    return -(torch.where(target == 1, alpha, 1 - alpha) * wrong**gamma * log_p).mean()
