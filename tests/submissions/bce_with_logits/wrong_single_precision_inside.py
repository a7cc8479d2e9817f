# expect: failed
# diagnosis: wrong_dtype
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    x = logits.float()
    return (F.softplus(x) - x * target.float()).mean()
