# expect: failed
# diagnosis: no_normalisation
import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    return -torch.bmm(target_probs[:, None], logits[:, :, None]).mean()
