# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def bce_with_logits_loss(logits, target):
    p = torch.sigmoid(logits)
    return -(target * torch.log(p + 1e-8) + (1 - target) * torch.log(1 - p + 1e-8)).mean()
