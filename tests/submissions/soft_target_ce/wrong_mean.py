# expect: failed
# diagnosis: mean_over_elements | class_count
import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    return torch.mean(-target_probs * logits.log_softmax(1))
