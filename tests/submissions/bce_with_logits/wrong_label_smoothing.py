# expect: failed
# diagnosis: label_smoothing|label_smoothing_bce_instead
import torch


def bce_with_logits_loss(logits, target):
    y = target * 0.9 + 0.05
    return (torch.nn.functional.softplus(logits) - y * logits).mean()
