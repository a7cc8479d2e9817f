# expect: failed
# diagnosis: entropy_taken_off
import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    entropy = torch.special.entr(target_probs).sum(1)
    return -((target_probs * logits.log_softmax(1)).sum(1) + entropy).mean()
