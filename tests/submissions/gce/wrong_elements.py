# expect: failed
# diagnosis: mean_over_elements | class_count
import torch.nn.functional as F


def generalized_cross_entropy_loss(logits, target, q=0.7):
    y = F.one_hot(target, logits.shape[1])
    return (y * (1 - logits.softmax(1) ** q) / q).mean()
