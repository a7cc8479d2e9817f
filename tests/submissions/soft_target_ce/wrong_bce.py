# expect: failed
# diagnosis: sigmoid_per_class
import torch.nn.functional as F


def soft_target_cross_entropy_loss(logits, target_probs):
    return F.binary_cross_entropy_with_logits(logits, target_probs, reduction="none").sum(1).mean()
