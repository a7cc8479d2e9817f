# expect: failed
# diagnosis: mean_over_elements | class_count
import torch
import torch.nn.functional as F


def cross_entropy_loss(logits, target):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    return -(y * torch.log_softmax(logits, dim=1)).mean()
