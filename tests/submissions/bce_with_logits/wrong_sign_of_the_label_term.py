# expect: failed
# diagnosis: label_term_sign
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (F.softplus(logits) + logits * target).mean()
