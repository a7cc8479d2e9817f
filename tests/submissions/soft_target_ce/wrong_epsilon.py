# expect: failed
# diagnosis: epsilon_in_the_log | probs_clamped | unstable
import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    p = torch.softmax(logits, 1) + 1e-10
    return -(target_probs * p.log()).sum(1).mean()
