# expect: passed
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    sign = 2 * target - 1
    log_weight = gamma * F.logsigmoid(-sign * logits)
    share = 0.5 + sign * (alpha - 0.5)
    return -(share * log_weight.exp() * F.logsigmoid(sign * logits)).mean()
