# expect: forbidden
import torch.nn.functional as F


def soft_target_cross_entropy_loss(logits, target_probs):
    return F.cross_entropy(logits, target_probs)
