# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def focal_loss(logits, target, gamma=2.0):
    p = torch.sigmoid(logits)
    p_t = p * target + (1 - p) * (1 - target)
    return -((1 - p_t) ** gamma * torch.log(p_t + 1e-8)).mean()
