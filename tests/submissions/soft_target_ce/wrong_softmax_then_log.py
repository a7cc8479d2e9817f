# expect: failed
# diagnosis: log_of_softmax | unstable
import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    p = torch.softmax(logits, 1)
    return -(target_probs * torch.log(p)).sum(1).mean()
