# expect: failed
# diagnosis: p_t_of_the_mean
import torch.nn.functional as F


def poly1_loss(logits, target, epsilon=1.0):
    ce = F.cross_entropy(logits, target)
    return ce + epsilon - epsilon * (-ce).exp()
