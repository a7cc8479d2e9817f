# expect: failed
# diagnosis: log_floor
# The form of BCELoss: everything beyond a logit of about 17 costs 100.
import torch


def bce_with_logits_loss(logits, target):
    p = torch.sigmoid(logits)
    return -(target * p.log().clamp(min=-100) + (1 - target) * (1 - p).log().clamp(min=-100)).mean()
