# expect: failed
# diagnosis: input_rounded
# The logits are rounded to whole numbers on the way; the gradient passes straight through.
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    hard = (logits.detach().round() - logits.detach()) + logits
    return (F.softplus(hard) - hard * target).mean()
