# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    return -torch.einsum("ij,ij->", target_probs, logits.log_softmax(1))
