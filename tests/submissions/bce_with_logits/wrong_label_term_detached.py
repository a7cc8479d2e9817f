# expect: failed
# diagnosis: label_term_detached
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    return (F.softplus(logits) - logits.detach() * target).mean()
