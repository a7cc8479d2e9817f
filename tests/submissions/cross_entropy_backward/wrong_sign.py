# expect: failed
# diagnosis: sign_flipped
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    return (F.one_hot(target, logits.shape[1]) - torch.softmax(logits, dim=1)) / len(logits)
