# expect: failed
# diagnosis: weight_in_the_logit
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    shifted = logits + pos_weight.log()
    return F.softplus((1 - 2 * target) * shifted).mean()
